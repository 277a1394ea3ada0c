import type { RecordOf } from '../../harness/journal/record';
import type { KeyEvent } from '../key-events';
import type { ObservedWatch } from '../observed-watch';
import type { Trial } from '../trial';
import { HolderProcess, type HolderExit } from './holder-process';
import { isOwnership, lockKeys } from './lock-keys';

const CONTENDERS = 3;
export const TURNS = 3;
export const WRITES = 2;
/** Milliseconds; a turn takes some ten, so only a lock that is stuck takes so long. */
const WITHIN = 20_000;

/** What was seen of holders that all wanted a lock and gave it up by themselves. */
export interface Contention {
  readonly holders: readonly HolderProcess[];
  readonly exits: readonly HolderExit[];
  /** A lock that each held once; how many had come to hold it before the first, second ... gave it up. */
  readonly queue: {
    readonly lock: string;
    readonly held: readonly number[];
    readonly events: readonly KeyEvent[];
  };
  /** A lock that each held several times, with fenced writes. */
  readonly turns: { readonly lock: string; readonly events: readonly KeyEvent[] };
  readonly notes: readonly RecordOf<'lock'>[];
  /** Seconds that etcd granted their leases. */
  readonly granted: readonly number[];
}

/** Several processes at one lock, then at another, while a client at another member watches both. */
export async function contend(trial: Trial): Promise<Contention> {
  const queue = `${trial.name}-queue`;
  const turns = `${trial.name}-turns`;
  const watched = (lock: string) => trial.watch(trial.member(1), lockKeys.span(lock));
  const watches = { queue: watched(queue), turns: watched(turns) };
  const holders = Array.from({ length: CONTENDERS }, (_, index) => {
    const { name, endpoint } = trial.member(index);
    return new HolderProcess(trial, `contender-${index + 1}`, name, endpoint);
  });
  const notes = (lock: string, state: RecordOf<'lock'>['state']) =>
    holders.flatMap((holder) => holder.notes(lock, state));
  const wait = (look: () => boolean, what: string) =>
    trial.journal.until(
      () => {
        holders.forEach((holder) => holder.check());
        return look();
      },
      what,
      WITHIN,
    );

  holders.forEach((holder) => holder.tell({ acquire: queue }));
  await wait(() => notes(queue, 'waits').length === CONTENDERS, 'every contender to queue up');
  const held: number[] = [];
  for (let released = 0; released < CONTENDERS; released += 1) {
    await wait(() => notes(queue, 'holds').length > released, `contender ${released + 1} to hold the lock`);
    held.push(notes(queue, 'holds').length);
    const current = holders.find(
      (holder) => holder.notes(queue, 'holds').length > holder.notes(queue, 'released').length,
    );
    current?.tell({ release: queue });
    await wait(() => notes(queue, 'released').length > released, 'its holder to give the lock up');
  }

  holders.forEach((holder) => holder.tell({ turns, count: TURNS, writes: WRITES }));
  await wait(
    () => notes(turns, 'released').length === CONTENDERS * TURNS,
    'every contender to have its turns',
  );
  const exits = await Promise.all(holders.map((holder) => holder.leave()));

  const eventsOf = (lock: string, watch: ObservedWatch, ownerships: number) =>
    trial.journal.toSee(
      () => {
        const events = watch.events();
        const left = events.filter(({ is, key }) => is === 'delete' && isOwnership(lock, key));
        return left.length >= ownerships && events;
      },
      `the watch to see every ownership of ${lock} end`,
      WITHIN,
    );
  return {
    holders,
    exits,
    queue: { lock: queue, held, events: await eventsOf(queue, watches.queue, CONTENDERS) },
    turns: { lock: turns, events: await eventsOf(turns, watches.turns, CONTENDERS * TURNS) },
    notes: trial.journal.of('lock'),
    granted: trial.journal
      .of('ok')
      .flatMap(({ response }) => ('grant' in response ? [response.grant.ttl] : [])),
  };
}
