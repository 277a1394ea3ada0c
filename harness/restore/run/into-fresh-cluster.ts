import { performance } from 'node:perf_hooks';
import type { Objects } from '../fidelity/sight';
import { annex } from '../state/annex';
import { NAMESPACE } from '../state/kept-objects';
import { readScope, readStill } from '../state/scope';
import type { Keys } from './keys';
import { BACKUP, note, type Measuring } from './measuring';
import type { Memory } from './memory';
import { Site } from './site';
import { tryAll } from './try-all';

/** Lets Velero restore the backup into a cluster that has nothing but the bucket in common with the lost one. */
export async function intoFreshCluster(run: Measuring, keys: Keys, memory: Memory): Promise<void> {
  const { plan, store, tell, sights, recoveryMs } = run;
  tell('Vf: Velero into a fresh cluster');
  const began = performance.now();
  const site = await Site.raise({ plan, name: 'fresh', keys });
  try {
    const velero = await site.startVelero(store);
    await velero.find(BACKUP);
    // There before Velero comes.
    await site.api.create(annex('since'));
    const outcome = await velero.restore('afresh', { backup: BACKUP, existing: 'none' });
    const complaints = await note(run, velero, 'restore', outcome);
    const restored = await velero.restored('afresh');
    const objects = await readStill(site.api);
    recoveryMs.Vf = performance.now() - began;
    const circumstances = { from: 'bucket', running: site.running, complaints } as const;
    const trials = await tryAll(site, memory, circumstances);
    for (const name of servicesIn(objects)) {
      await site.api.done({ method: 'DELETE', path: `/api/v1/namespaces/${NAMESPACE}/services/${name}` });
    }
    const wish = { backup: BACKUP, existing: 'none', servicesAsTheyWere: true } as const;
    await note(run, velero, 'restore', await velero.restore('keeping-ports', wish));
    const preserved = await readScope(site.api);
    sights.set('Vf', { objects, revision: site.firstRevision, preserved, restored, trials });
  } finally {
    await site.lose();
  }
}

const servicesIn = (objects: Objects): string[] =>
  [...objects.values()].filter(({ kind }) => kind === 'Service').map(({ metadata }) => String(metadata.name));
