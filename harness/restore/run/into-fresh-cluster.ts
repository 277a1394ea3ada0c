import { performance } from 'node:perf_hooks';
import type { Pki } from '../../kubernetes/pki';
import type { Objects } from '../fidelity/sight';
import { NAMESPACE } from '../state/kept-objects';
import { readScope, readStill } from '../state/scope';
import { BACKUP, note, type Measuring } from './measuring';
import { Site } from './site';

/** Lets Velero restore the backup into a cluster that has nothing but the bucket in common with the lost one. */
export async function intoFreshCluster(run: Measuring, pki: Pki): Promise<void> {
  const { plan, store, tell, sights, recoveryMs } = run;
  tell('Vf: Velero into a fresh cluster');
  const began = performance.now();
  const site = await Site.raise({ plan, name: 'fresh', pki });
  try {
    const velero = await site.startVelero(store);
    await velero.find(BACKUP);
    await note(run, velero, 'restore', await velero.restore('afresh', { backup: BACKUP, existing: 'none' }));
    const objects = await readStill(site.api);
    recoveryMs.Vf = performance.now() - began;
    for (const name of servicesIn(objects)) {
      await site.api.done({ method: 'DELETE', path: `/api/v1/namespaces/${NAMESPACE}/services/${name}` });
    }
    const wish = { backup: BACKUP, existing: 'none', servicesAsTheyWere: true } as const;
    await note(run, velero, 'restore', await velero.restore('keeping-ports', wish));
    sights.set('Vf', { objects, revision: site.firstRevision, preserved: await readScope(site.api) });
  } finally {
    await site.lose();
  }
}

const servicesIn = (objects: Objects): string[] =>
  [...objects.values()].filter(({ kind }) => kind === 'Service').map(({ metadata }) => String(metadata.name));
