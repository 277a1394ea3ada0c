import { setTimeout as pause } from 'node:timers/promises';
import { isLoss, type LoadName, type LossName, type TrialName } from '../../journal/comparison-record';
import type { RecordOf } from '../../journal/record';
import { ApiProbe } from '../../kubernetes/api-probe';
import type { ControlPlane } from '../../kubernetes/control-plane';
import { LOAD } from '../../kubernetes/loads/catalogue';
import type { LoadPlace } from '../../kubernetes/loads/load';
import { makeStanding } from '../../kubernetes/loads/standing';
import { passesProbe } from '../../kubernetes/passes-probe';
import { until } from '../../time/until';
import { EventLoopLag } from '../../workload/event-loop-lag';
import { attempt } from '../attempt';
import type { Stand } from '../bench';
import { enter } from '../experiment';
import { finish } from '../finish';
import { startPaced } from '../sweep/clients';
import { MachineBusy } from '../sweep/machine-busy';
import { lose } from './lose';
import type { Comparison } from './plan';
import { scrape } from './scrape';

/** Milliseconds in which a load gets going, before anything counts. */
const WARM_UP = 2_000;
/** Milliseconds in which everything has to answer again. */
const WHOLE_WITHIN = 120_000;
const PATIENCE = 1_000;

/** Puts a cluster and the control plane on it through one trial after another, with probes of both at work all the time. */
export async function comparisonWork(stand: Stand, comparison: Comparison): Promise<void> {
  const { journal, controlPlane, numbers, signal, tell } = stand;
  if (controlPlane === undefined) {
    throw new Error(
      `a comparison is of topologies with a control plane, and ${stand.plan.subject.topology} has none`,
    );
  }
  const lag = new EventLoopLag(journal);
  const busy = new MachineBusy(journal);
  const place: LoadPlace = { plane: controlPlane, journal, numbers, ...comparison };
  try {
    enter(stand, 'from', `${comparison.trials.length} trials`);
    await makeStanding(place);
    const broken = await attempt(async () => {
      const probes = await startProbes(stand, comparison, place);
      try {
        for (const trial of comparison.trials) {
          signal.throwIfAborted();
          tell({ kind: 'note', text: trial });
          await (isLoss(trial)
            ? afterLoss(trial, stand, controlPlane)
            : underLoad(trial, { stand, plane: controlPlane, place, lastsMs: comparison.measureMs }));
        }
      } finally {
        await probes.stop();
      }
    });
    enter(stand, 'finish', 'final reads of every member');
    const unfinished = await attempt(() => finish(stand));
    const first = broken ?? unfinished;
    if (first !== undefined) {
      throw first;
    }
  } finally {
    busy.close();
    lag.close();
  }
}

/** Clients of etcd itself, one a member and kind, and of every API server. */
async function startProbes(
  { cluster, journal, numbers }: Stand,
  { rate }: Comparison,
  place: LoadPlace,
): Promise<{ stop: () => Promise<void> }> {
  const members = cluster.members.map(({ name }) => ({
    ...{ zone: name, member: name, endpoint: cluster.network.clientEndpoint(name) },
  }));
  const api = await ApiProbe.start(place);
  const etcd = startPaced(members, ['put', 'read'], rate, { journal, numbers });
  return {
    stop: async () => {
      await Promise.all([api.stop(), ...etcd.map((client) => client.stop())]);
    },
  };
}

interface Loaded {
  readonly stand: Stand;
  readonly plane: ControlPlane;
  readonly place: LoadPlace;
  readonly lastsMs: number;
}

async function underLoad(trial: LoadName, { stand, plane, place, lastsMs }: Loaded): Promise<void> {
  const mark = marker(stand, trial);
  mark('set');
  const load = await LOAD[trial](place);
  try {
    await pause(WARM_UP, undefined, { signal: stand.signal });
    await scrape(stand, plane);
    mark('measure');
    await pause(lastsMs, undefined, { signal: stand.signal });
    mark('end');
    await scrape(stand, plane);
  } finally {
    await load.stop();
  }
}

async function afterLoss(trial: LossName, stand: Stand, plane: ControlPlane): Promise<void> {
  const mark = marker(stand, trial);
  mark('set');
  await pause(WARM_UP, undefined, { signal: stand.signal });
  mark('measure');
  await lose(trial, stand, plane, mark);
  await until(() => isWhole(stand, plane), {
    ...{ within: WHOLE_WITHIN, every: 50 },
    what: `every member and every API server to answer after ${trial}`,
  });
  mark('whole');
  await pause(WARM_UP, undefined, { signal: stand.signal });
  mark('end');
}

async function isWhole({ cluster }: Stand, { endpoints }: ControlPlane): Promise<boolean> {
  const answers = await Promise.all([
    ...cluster.members.map((member) => member.answers()),
    ...[...endpoints.values()].map((at) => passesProbe(at, '/readyz', PATIENCE)),
  ]);
  return answers.every(Boolean);
}

type Mark = (
  state: RecordOf<'trial'>['state'],
  more?: { readonly what: string; readonly node: string },
) => void;

const marker =
  ({ journal }: Stand, trial: TrialName): Mark =>
  (state, more) =>
    journal.write({ type: 'trial', t: journal.clock(), trial, state, ...more });
