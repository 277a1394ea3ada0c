import { expect } from '@jest/globals';
import { until, WaitedInVain } from '../../time/until';
import type { Premises, Seen } from './premises';

/** The kernel ends what was killed in its own time; what is there after this long was left behind. */
const PATIENCE = { within: 10_000, every: 50, what: 'what a run left to be gone' };

/** Expects the machine and the premises to become what they were before a run. */
export async function expectNothingLeft(
  premises: Premises,
  before: readonly string[],
  { seen, out }: { seen?: Seen; out?: string } = {},
): Promise<void> {
  let after: string[] = [];
  const same = (): boolean => {
    after = premises.traces(seen, out);
    return after.join('\n') === before.join('\n');
  };
  await until(same, PATIENCE).catch((error: unknown) => {
    if (!(error instanceof WaitedInVain)) {
      throw error;
    }
    expect({
      leftBehind: after.filter((line) => !before.includes(line)),
      missing: before.filter((line) => !after.includes(line)),
    }).toEqual({ leftBehind: [], missing: [] });
  });
}
