import { performance } from 'node:perf_hooks';
import { journalClock, newEpoch } from '../../harness/journal/clock';
import { startCluster } from './start-cluster';
import type { Started, TaskOf } from './task';

/** Starts three members with all their proxies, as the gate does, in a sandbox that is still bare. */
export async function startOurs(task: TaskOf<'start-ours'>): Promise<Started> {
  const journal = { clock: journalClock(newEpoch()), write: () => undefined };
  const parts: Record<string, number> = {};
  const begun = performance.now();
  let before = begun;
  await startCluster(task, journal, (step) => {
    const now = performance.now();
    parts[step] = now - before;
    before = now;
  });
  return { milliseconds: before - begun, parts };
}
