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
  const left = (): string[] => after.filter((line) => !before.includes(line));
  // What goes away meanwhile is somebody else's, but for files, which are nobody's but the test's.
  const missing = (): string[] => before.filter((line) => line.startsWith('file ') && !after.includes(line));
  const clean = (): boolean => {
    after = premises.traces(seen, out);
    return left().length === 0 && missing().length === 0;
  };
  await until(clean, PATIENCE).catch((error: unknown) => {
    if (!(error instanceof WaitedInVain)) {
      throw error;
    }
    expect({ leftBehind: left(), missing: missing() }).toEqual({ leftBehind: [], missing: [] });
  });
}
