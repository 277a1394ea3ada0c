import { clustersOf } from '../gate/clusters-of';
import { mebibytes } from '../gate/mebibytes';
import type { Plan } from '../gate/plan';
import { dataBytes, isEvidence, removeData } from '../gate/remove-data';
import type { Result } from '../result/result';
import type { Terminal } from './terminal';

/**
 * Keeps the members' data where it is evidence, and removes it where it is not; done out here, so that it is done
 * however the inner process ended. What cannot be removed is said, and takes nothing from the verdict.
 * @returns the size of what is there in the end, in words; undefined where nothing is
 */
export async function keepEvidence(
  plan: Pick<Plan, 'out' | 'restore'>,
  result: Result,
  terminal: Terminal,
): Promise<string | undefined> {
  try {
    let bytes = 0;
    for (const cluster of clustersOf(plan)) {
      if (!isEvidence(result)) {
        await removeData(cluster);
      }
      bytes += await dataBytes(cluster);
    }
    return bytes === 0 ? undefined : mebibytes(bytes);
  } catch (error) {
    terminal.complain(`members' data in ${plan.out} is left: ${String(error)}; remove it yourself`);
    return undefined;
  }
}
