import { setTimeout as pause } from 'node:timers/promises';
import type { Member } from '../cluster/member';
import { until, WaitedInVain } from '../time/until';
import { breaksOff } from './broken-off';

const PATIENCE = 10_000;

/** Asks a member until it answers. @throws WaitedInVain with its last error where it never does */
export async function answered<T>(member: Member, ask: () => Promise<T>): Promise<T> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (performance.now() > end) {
        throw new WaitedInVain(
          `${member.name} did not tell its state for ${PATIENCE / 1000} s: ${String(error)}`,
        );
      }
      await pause(100);
    }
  }
}

/** What a member told, and what of it has to be the same on all members. */
interface Account<T> {
  readonly record: T;
  readonly same: unknown;
}

/** Asks all members until they say the same; what they say when that takes too long is judged. */
export async function untilEqual<T>(
  members: readonly Member[],
  ask: (member: Member) => Promise<Account<T>>,
): Promise<T[]> {
  const askAll = (): Promise<Account<T>[]> =>
    Promise.all(members.map((member) => answered(member, () => ask(member))));
  const equal = async (): Promise<Account<T>[] | undefined> => {
    const accounts = await askAll();
    return new Set(accounts.map(({ same }) => same)).size === 1 ? accounts : undefined;
  };
  const told = await until(equal, { within: PATIENCE, every: 200, what: 'members to say the same' }).catch(
    (error: unknown) => {
      if (breaksOff(error)) {
        return askAll();
      }
      throw error;
    },
  );
  return told.map(({ record }) => record);
}
