import { performance } from 'node:perf_hooks';
import type { Snapshot } from '../../cluster/restore-snapshot';
import { readStill } from '../state/scope';
import { controllersWork } from './controllers-work';
import type { Keys } from './keys';
import type { Measuring } from './measuring';
import type { Memory } from './memory';
import { Site } from './site';
import { tryAll } from './try-all';

/** Restores the snapshot into a cluster with the lost one's certificates, and reads what is there once controllers have been at it. */
export async function fromSnapshot(
  { plan, tell, sights, recoveryMs }: Measuring,
  way: 'S' | 'B',
  memory: Memory,
  from: { readonly keys: Keys; readonly snapshot: Snapshot },
): Promise<void> {
  tell(way === 'S' ? 'S: the etcd snapshot' : 'B: the snapshot with a revision bump, marked as compacted');
  const began = performance.now();
  const site = await Site.raise({ plan, name: way === 'S' ? 'snapshot' : 'bumped', ...from });
  try {
    const answered = performance.now() - began;
    await controllersWork(site.api);
    const worked = performance.now() - began;
    tell(`  the API answers after ${seconds(answered)}, controllers work after ${seconds(worked)}`);
    const objects = await readStill(site.api);
    recoveryMs[way] = performance.now() - began;
    const circumstances = { from: 'snapshot', running: site.running, complaints: [] } as const;
    const trials = await tryAll(site, memory, circumstances);
    sights.set(way, { objects, revision: site.firstRevision, trials });
  } finally {
    await site.lose();
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
