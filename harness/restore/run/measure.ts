import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { statusInTime } from '../../cluster/status';
import { Pki } from '../../kubernetes/pki';
import { backedUp } from '../evidence/backed-up';
import { plant } from '../evidence/planted';
import { printedValues } from '../evidence/printed-values';
import { lookInto } from '../evidence/snapshot-file';
import { compared } from '../fidelity/comparison';
import { WAYS } from '../fidelity/expected';
import { matrixOf, ROWS } from '../fidelity/matrix';
import type { Reference } from '../fidelity/sight';
import { newStore } from '../s3/s3-server';
import { changeState, defineState, makeState, oursOf } from '../state/make-state';
import { readStill } from '../state/scope';
import { fromSnapshot } from './from-snapshot';
import { BACKUP, note, type Measuring } from './measuring';
import type { RestorePlan } from './plan';
import type { Findings } from './report';
import { saveSnapshot } from './save-snapshot';
import { Site } from './site';
import { siteFolder } from './site-folder';
import { intoFreshCluster } from './into-fresh-cluster';

/** Operators are told to take a number that is larger than any that was handed out since. */
const BUMP = 1_000_000_000;

/**
 * Makes a state, saves it both ways, changes it, loses the cluster, restores it in four ways, and reads what came back.
 * @throws Refusal (environment) in the words of whichever program did not do its part
 */
export async function measure(plan: RestorePlan, tell: (line: string) => void): Promise<Findings> {
  const store = await newStore(join(plan.out, 'bucket'), 'backups');
  const run: Measuring = { plan, store, tell, velero: [], sights: new Map(), recoveryMs: {} };
  const pki = await Pki.create();
  // In a folder of its own, so that it can be seen what is saved there.
  const snapshot = join(plan.out, 'saved', 'snapshot.db');
  await mkdir(dirname(snapshot));
  const { reference, evidence } = await original(run, pki, snapshot);
  await fromSnapshot(run, 'S', { pki, snapshot: { file: snapshot, etcdutl: plan.paths.etcdutl } });
  await fromSnapshot(run, 'B', {
    pki,
    snapshot: { file: snapshot, etcdutl: plan.paths.etcdutl, bump: BUMP },
  });
  await intoFreshCluster(run, await Pki.create());
  const rows = ROWS.filter(({ row }) => plan.rows.includes(row));
  const sights = new Map(
    WAYS.flatMap((way) => {
      const sight = run.sights.get(way);
      return sight === undefined ? [] : [[way, sight] as const];
    }),
  );
  return {
    ...{ velero: run.velero, recoveryMs: run.recoveryMs, ...evidence },
    saved: { objects: [...reference.objects.keys()], ours: [...reference.ours] },
    matrix: matrixOf(rows, reference, sights),
    differences: Object.fromEntries(
      [...sights].map(([way, { objects }]) => [way, compared(reference.objects, objects)]),
    ),
  };
}

/** The cluster that is lost, over which Velero restores while it lives. */
async function original(
  run: Measuring,
  pki: Pki,
  snapshot: string,
): Promise<{ reference: Reference; evidence: Pick<Findings, 'snapshot' | 'printed' | 'bucket'> }> {
  const { plan, store, tell } = run;
  tell('original: a cluster and its state');
  const site = await Site.raise({ plan, name: 'original', pki });
  try {
    const planted = await plant(site.api, siteFolder(plan, 'original'));
    await defineState(site.api);
    const velero = await site.startVelero(store);
    const objects = await makeState(site.api);
    tell(`original: ${objects.size} objects stand still; snapshot and backup`);
    await saveSnapshot(site.client, plan.paths.etcdctl, site.member, snapshot);
    const backup = await velero.backup(BACKUP, { namespaces: ['shop'], clusterObjects: 'all' });
    await note(run, velero, 'backup', backup);
    const ours = oursOf(objects);
    const evidence = {
      snapshot: await lookInto(snapshot, planted),
      printed: await printedValues(site.client, plan.paths.etcdctl, site.member),
      bucket: await backedUp(velero.bucket, site.api, BACKUP, { objects, ours }),
    };
    const after = await changeState(site.api);
    const { revision: lastRevision } = await statusInTime(site.member);
    const reference = { objects, ours, ...after, lastRevision };
    tell('Vl: Velero over the living cluster');
    const began = performance.now();
    await note(
      run,
      velero,
      'restore',
      await velero.restore('over-living', { backup: BACKUP, existing: 'none' }),
    );
    const left = await readStill(site.api);
    run.recoveryMs.Vl = performance.now() - began;
    const { revision } = await statusInTime(site.member);
    await note(
      run,
      velero,
      'restore',
      await velero.restore('mending', { backup: BACKUP, existing: 'update' }),
    );
    const mended = await readStill(site.api);
    run.sights.set('Vl', { objects: left, mended, revision });
    return { reference, evidence };
  } finally {
    await site.lose();
  }
}
