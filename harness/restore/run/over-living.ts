import { performance } from 'node:perf_hooks';
import { statusInTime } from '../../cluster/status';
import { readStill } from '../state/scope';
import type { Velero } from '../velero/velero';
import { BACKUP, note, type Measuring } from './measuring';
import type { Memory } from './memory';
import type { Site } from './site';
import { tryAll } from './try-all';

/** Lets Velero restore the backup over the cluster that it is of, and then once more, asked to mend what is there. */
export async function overLiving(run: Measuring, site: Site, velero: Velero, memory: Memory): Promise<void> {
  run.tell('Vl: Velero over the living cluster');
  const began = performance.now();
  const outcome = await velero.restore('over-living', { backup: BACKUP, existing: 'none' });
  const complaints = await note(run, velero, 'restore', outcome);
  const restored = await velero.restored('over-living');
  const objects = await readStill(site.api);
  run.recoveryMs.Vl = performance.now() - began;
  const { revision } = await statusInTime(site.member);
  const trials = await tryAll(site, memory, { from: 'bucket', running: 0, complaints });
  const mending = await velero.restore('mending', { backup: BACKUP, existing: 'update' });
  await note(run, velero, 'restore', mending);
  const mended = await readStill(site.api);
  run.sights.set('Vl', { objects, mended, revision, restored, trials });
}
