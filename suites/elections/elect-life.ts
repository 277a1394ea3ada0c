import type { RecordOf } from '../../harness/journal/record';
import { etcdClient } from '../../harness/cluster/etcd-client';
import { CALL_DEADLINE } from '../../harness/workload/load';
import { answerTo } from '../answers';
import { grantedTtl } from '../locks/kinds/owned-key';
import type { HolderExit } from '../locks/holder-process';
import { isOwnership, lockKeys } from '../locks/lock-keys';
import type { KeyEvent } from '../key-events';
import type { Trial } from '../trial';
import { need } from '../unanswered';
import { ElectProcess } from './elect-process';

const WITHIN = 20_000;

/** What two candidates by `etcdctl elect` and one who listens showed. */
export interface ElectLife {
  readonly election: string;
  readonly leaders: readonly RecordOf<'lock'>[];
  /** Keys that the listener printed, one a change. */
  readonly heard: readonly string[];
  readonly events: readonly KeyEvent[];
  readonly exits: readonly HolderExit[];
}

/**
 * Each leads and resigns on SIGINT. Nobody is killed or loses its lease: etcdctl elect takes one of 60 s and has no
 * flag for another, so it would take longer than everything else until that shows.
 */
export async function elect(trial: Trial): Promise<ElectLife> {
  const election = `${trial.name}-etcdctl-elect`;
  trial.declareOutside('etcdctl elect', lockKeys.queue(election));
  const watch = trial.watch(trial.member(1), lockKeys.span(election));
  const listener = new ElectProcess(trial, election, 2);
  const queued = () =>
    watch.events().filter(({ is, key }) => is === 'put' && isOwnership(election, key)).length;
  const wait = (look: () => boolean, what: string) => trial.journal.until(look, what, WITHIN);
  const heard = (count: number) =>
    wait(() => listener.printed.length >= count, `the listener to print leader ${count}`);

  const first = new ElectProcess(trial, election, 0, trial.unique());
  await wait(() => first.printed.length === 1, 'the first candidate to lead');
  const leader = await leads(trial, election, 'first', first);
  await heard(1);
  const second = new ElectProcess(trial, election, 1, trial.unique());
  await wait(() => queued() === 2, 'the second candidate to queue up');

  const resign = (leads: RecordOf<'lock'>, candidate: ElectProcess): Promise<HolderExit> => {
    const { lock, holder, kind, key, create, lease } = leads;
    note(trial, { ...{ lock, holder, kind, key, create, lease }, state: 'released' });
    return candidate.interrupt();
  };
  const firstExit = await resign(leader, first);
  await wait(() => second.printed.length === 1, 'the second candidate to lead');
  const next = await leads(trial, election, 'second', second);
  await heard(2);
  const secondExit = await resign(next, second);
  await trial.journal.toSee(
    () => watch.events().some((event) => event.is === 'delete' && event.key === next.key),
    'the watch to see the second one go',
    WITHIN,
  );
  return {
    election,
    leaders: [leader, next],
    heard: listener.printed.map((one) => one.key),
    events: watch.events(),
    exits: [firstExit, secondExit],
  };
}

/** Writes down that a candidate has printed itself as leader, with what etcd says of its key. */
async function leads(
  trial: Trial,
  election: string,
  name: string,
  { printed }: ElectProcess,
): Promise<RecordOf<'lock'>> {
  const key = printed[0]?.key ?? '';
  const member = trial.member(0);
  const [kv] = answerTo('range', await trial.client(member).perform({ range: { key } })).kvs;
  need(kv?.lease !== undefined, `${key} was gone before it was read`);
  const lease = kv?.lease ?? '';
  const etcd = etcdClient(member.endpoint, CALL_DEADLINE);
  const ttl = await grantedTtl(etcd, lease);
  etcd.close();
  const holder = `etcdctl-elect-${name}-${trial.name}`;
  return note(trial, { lock: election, holder, state: 'holds', key, create: kv?.create ?? 0, lease, ttl });
}

type LockRecord = RecordOf<'lock'>;
/** Its fields, of which some may be there and say nothing. */
type Told = { [F in keyof LockRecord]?: LockRecord[F] | undefined } & Pick<
  LockRecord,
  'lock' | 'holder' | 'state'
>;

function note({ journal }: Trial, told: Told): LockRecord {
  const known = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  const record = { ...known, type: 'lock', t: journal.clock(), kind: 'etcdctl-elect' } as LockRecord;
  journal.write(record);
  return record;
}
