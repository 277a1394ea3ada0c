import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { statusInTime } from '../../cluster/status';
import { backedUp } from '../evidence/backed-up';
import { plant } from '../evidence/planted';
import { printedValues } from '../evidence/printed-values';
import { lookInto } from '../evidence/snapshot-file';
import { compared } from '../fidelity/comparison';
import { WAYS } from '../fidelity/expected';
import { matrixOf, ROWS } from '../fidelity/matrix';
import { NOT_RUN } from '../fidelity/not-run';
import type { Reference } from '../fidelity/sight';
import { newStore } from '../s3/s3-server';
import { changeState, defineState, makeState, oursOf } from '../state/make-state';
import { Contended } from '../trials/contended';
import { grantLease } from '../trials/own-lease';
import { readings } from '../trials/readings';
import { fromSnapshot } from './from-snapshot';
import { newKeys, type Keys } from './keys';
import { BACKUP, type Measuring } from './measuring';
import type { Memory } from './memory';
import { overLiving } from './over-living';
import type { RestorePlan } from './plan';
import type { Findings } from './report';
import { save } from './save';
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
  const keys = await newKeys();
  // In a folder of its own, so that it can be seen what is saved there.
  const file = join(plan.out, 'saved', 'snapshot.db');
  await mkdir(dirname(file));
  const { reference, memory, evidence } = await original(run, keys, file);
  const snapshot = { file, etcdutl: plan.paths.etcdutl };
  await fromSnapshot(run, 'S', memory, { keys, snapshot });
  await fromSnapshot(run, 'B', memory, { keys, snapshot: { ...snapshot, bump: BUMP } });
  await intoFreshCluster(run, await newKeys(), memory);
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
    notRun: Object.entries(NOT_RUN).map(([row, [title, why]]) => ({ row: Number(row), title, why })),
    differences: Object.fromEntries(
      [...sights].map(([way, { objects }]) => [way, compared(reference.objects, objects)]),
    ),
  };
}

interface Original {
  readonly reference: Reference;
  readonly memory: Memory;
  readonly evidence: Pick<Findings, 'snapshot' | 'printed' | 'bucket'>;
}

/** The cluster that is lost, over which Velero restores while it lives. */
async function original(run: Measuring, keys: Keys, snapshot: string): Promise<Original> {
  const { plan, store, tell } = run;
  tell('original: a cluster and its state');
  const site = await Site.raise({ plan, name: 'original', keys });
  try {
    const planted = await plant(site.api, siteFolder(plan, 'original'));
    const lease = await grantLease(site.member);
    await defineState(site.api);
    const velero = await site.startVelero(store);
    const objects = await makeState(site.api);
    tell(`original: ${objects.size} objects stand still; snapshot and backup`);
    const saved = await save(run, { site, velero, lease }, snapshot);
    const ours = oursOf(objects);
    const evidence = {
      snapshot: await lookInto(snapshot, planted),
      printed: await printedValues(site.client, plan.paths.etcdctl, site.member),
      bucket: await backedUp(velero.bucket, site.api, BACKUP, { objects, ours }),
    };
    const after = await changeState(site.api);
    const memory = { ...saved, lease, readings: await readings(await Contended.in(site.api)) };
    const { revision: lastRevision } = await statusInTime(site.member);
    const reference = { objects, ours, ...after, lastRevision };
    await overLiving(run, site, velero, memory);
    return { reference, memory, evidence };
  } finally {
    await site.lose();
  }
}
