import { performance } from 'node:perf_hooks';
import type { Snapshot } from '../../cluster/restore-snapshot';
import type { Pki } from '../../kubernetes/pki';
import { readStill } from '../state/scope';
import type { Measuring } from './measuring';
import { Site } from './site';

/** Restores the snapshot into a cluster with the lost one's certificates, and reads what is there. */
export async function fromSnapshot(
  { plan, tell, sights, recoveryMs }: Measuring,
  way: 'S' | 'B',
  from: { readonly pki: Pki; readonly snapshot: Snapshot },
): Promise<void> {
  tell(way === 'S' ? 'S: the etcd snapshot' : 'B: the snapshot with a revision bump, marked as compacted');
  const began = performance.now();
  const site = await Site.raise({ plan, name: way === 'S' ? 'snapshot' : 'bumped', ...from });
  try {
    const objects = await readStill(site.api);
    recoveryMs[way] = performance.now() - began;
    sights.set(way, { objects, revision: site.firstRevision });
  } finally {
    await site.lose();
  }
}
