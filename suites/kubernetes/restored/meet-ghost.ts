import type { RecordOf } from '../../../harness/journal/record';
import { UNRECORDED } from '../../../harness/journal/journal';
import { ApiClient } from '../../../harness/kubernetes/api-client';
import { LeaseElector } from '../../../harness/kubernetes/electors/lease-elector';
import { LeaseObject, type Lease } from '../../../harness/kubernetes/electors/lease-object';
import { RecordingApiClient } from '../../../harness/kubernetes/recording-api-client';
import { until } from '../../../harness/time/until';
import type { Trial } from '../../trial';
import { Unanswered } from '../../unanswered';
import { goBack, type WentBack } from './go-back';

const BUMP = 1_000_000_000;
const DEADLINE = 5_000;
/** Far above any bound, which the journal is judged by. */
const TAKEN_WITHIN = 60_000;
/** Of the trial's own nodes; other experiments, which go on meanwhile, have none. */
const NUMBER = 1;

/** A Lease as a snapshot brought it back, and as who waited has taken it, so many milliseconds after it first looked. */
export interface Ghost {
  readonly before: Lease;
  readonly after: Lease;
  readonly took: number;
}

/** An elector leads when a snapshot is saved, and is gone; the snapshot is restored, and another one wants to lead. */
export async function meetGhost(trial: Trial): Promise<Ghost> {
  const wentBack = await goBack(trial, { number: NUMBER, bump: BUMP }, async (at) => {
    await electorOf(trial, at, 'ghost').acquire(trialsEnd(trial));
    note(trial, 'ghost', { state: 'leads', token: 0 });
  });
  const lease = leaseOf(trial, wentBack);
  const before = await read(lease);
  note(trial, 'ghost', { state: 'ended', how: 'restore' });
  const began = performance.now();
  const heir = electorOf(trial, wentBack, 'heir');
  await until(acquired(heir, trialsEnd(trial)), {
    ...{ within: TAKEN_WITHIN, every: 10, what: 'the Lease of a ghost to be taken over' },
  });
  const took = performance.now() - began;
  note(trial, 'heir', { state: 'leads', token: heir.transitions });
  return { before, after: await read(lease), took };
}

/** Lets it wait for the Lease. @returns what tells whether it leads, and throws what went wrong */
function acquired(elector: LeaseElector, end: AbortSignal): () => boolean {
  let leads = false;
  let failure: Error | undefined;
  void elector.acquire(end).then(
    () => (leads = true),
    (error: unknown) => (failure = error as Error),
  );
  return () => {
    if (failure !== undefined) {
      throw failure;
    }
    return leads;
  };
}

function note(
  { journal, name }: Trial,
  elector: string,
  about: Pick<RecordOf<'elector'>, 'state' | 'token' | 'how'>,
): void {
  journal.write({
    ...{ type: 'elector', t: journal.clock(), lease: `leases/default/restored-${name}` },
    ...{ elector: `${elector}-${name}`, node: 'own', ...about },
  });
}

/** What it asks is no matter of the run's own etcd. */
function leaseOf(trial: Trial, { api, cluster }: Pick<WentBack, 'api' | 'cluster'>): LeaseObject {
  const client = new ApiClient(api.endpoint, cluster.identity, DEADLINE);
  trial.atEnd(() => client.close());
  const who = { client: trial.reserveClients(1), node: 'own' };
  return new LeaseObject(new RecordingApiClient(client, UNRECORDED, who), 'led');
}

const electorOf = (
  trial: Trial,
  at: Pick<WentBack, 'api' | 'cluster'>,
  identity: 'ghost' | 'heir',
): LeaseElector => new LeaseElector(leaseOf(trial, at), identity, trial.random.fork());

/** Aborted with it. */
function trialsEnd(trial: Trial): AbortSignal {
  const end = new AbortController();
  trial.atEnd(() => end.abort());
  return end.signal;
}

async function read(lease: LeaseObject): Promise<Lease> {
  const found = await lease.read();
  if (found === undefined || found === 'none') {
    throw new Unanswered('a Lease that has to be there was not read');
  }
  return found;
}
