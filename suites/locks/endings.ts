import type { RecordOf } from '../../harness/journal/record';
import type { KeyEvent } from '../key-events';
import type { Trial } from '../trial';
import { prepared, Unanswered } from '../unanswered';
import { HolderProcess } from './holder-process';
import { lockKeys } from './lock-keys';
import { PrivateLink } from '../private-link';

export const WAYS = ['kill', 'freeze', 'cut', 'graceful'] as const;
type Way = (typeof WAYS)[number];

const BEGINS_WITHIN = 20_000;
/** Milliseconds; far above any bound, which the journal is judged by. */
const RELEASED_WITHIN = 40_000;
const SEEN_WITHIN = 10_000;

/** What was seen of a holder that was ended, and of the one that had been waiting behind it. */
interface Ending {
  readonly lock: string;
  readonly holder: HolderProcess;
  readonly holds: RecordOf<'lock'>;
  readonly heirHolds: RecordOf<'lock'>;
  /** What a client at another member saw of the lock's keys. */
  readonly events: readonly KeyEvent[];
  /** How the kernel, or the holder's own calls, show that it was ended this way. */
  readonly proof: string;
}

export interface Endings {
  readonly of: Readonly<Record<Way, Ending>>;
  readonly awakening: Awakening;
  readonly granted: readonly number[];
  readonly notes: readonly RecordOf<'lock'>[];
}

/** What the frozen holder did when it woke up after its successor had begun. */
interface Awakening {
  readonly lock: string;
  readonly thawed: RecordOf<'lock'>;
  /** What it did, believing to hold the lock. */
  readonly works: readonly RecordOf<'lock'>[];
  /** Revisions of its unguarded writes. */
  readonly unfenced: readonly number[];
  /** Whether its writes under the guard went through. */
  readonly fenced: readonly boolean[];
}

/**
 * Four holders, each ended in its own way at the same time, and one process that waits behind all of them.
 * Then the frozen one wakes up and goes on where it was.
 */
export async function endHolders(trial: Trial): Promise<Endings> {
  const link = await PrivateLink.open(trial, trial.member(2));
  const holders = forEach((way, index) => {
    const { name, endpoint } = trial.member(index);
    return way === 'cut'
      ? new HolderProcess(trial, way, trial.member(2).name, link.endpoint)
      : new HolderProcess(trial, way, name, endpoint);
  });
  const { name, endpoint } = trial.member(1);
  const heir = new HolderProcess(trial, 'heir', name, endpoint);
  const locks = forEach((way) => `${trial.name}-${way}`);
  const watches = forEach((way, index) => trial.watch(trial.member(index + 1), lockKeys.span(locks[way])));

  const wait = (look: () => boolean, what: string, within = BEGINS_WITHIN) =>
    trial.journal.until(
      () => {
        [...Object.values(holders), heir].forEach((holder) => holder.check());
        return look();
      },
      what,
      within,
    );
  const all = (look: (way: Way) => boolean) => WAYS.every(look);

  const writes = (way: Way) =>
    watches[way].events().filter(({ key }) => key === lockKeys.fenced(locks[way])).length;

  WAYS.forEach((way) => holders[way].tell({ acquire: locks[way] }));
  await prepared(
    wait(() => all((way) => holders[way].notes(locks[way], 'holds').length === 1), 'each lock to be held'),
  );
  WAYS.forEach((way) => {
    holders[way].tell({ work: locks[way], fenced: true });
    heir.tell({ acquire: locks[way] });
  });
  await prepared(
    wait(
      () => all((way) => heir.notes(locks[way], 'waits').length === 1 && writes(way) === 1),
      'each holder to have done its work and to have somebody waiting',
    ),
  );

  const proofs = await endAll(trial, holders, locks, link);
  await wait(
    () => all((way) => heir.notes(locks[way], 'holds').length === 1),
    'each lock to be released to the one who waits',
    RELEASED_WITHIN,
  );
  WAYS.forEach((way) => heir.tell({ work: locks[way], fenced: true }));
  await trial.journal.toSee(() => all((way) => writes(way) === 2), 'the heir to do its work', SEEN_WITHIN);
  const awakening = await wake(trial, holders.freeze, locks.freeze);
  heir.tell({ work: locks.freeze, fenced: true });
  await trial.journal.toSee(() => writes('freeze') === 3, 'the heir to go on', SEEN_WITHIN);
  heir.check();

  return {
    of: forEach((way) => ({
      lock: locks[way],
      holder: holders[way],
      holds: first(holders[way].notes(locks[way], 'holds')),
      heirHolds: first(heir.notes(locks[way], 'holds')),
      events: watches[way].events(),
      proof: proofs[way],
    })),
    awakening,
    granted: trial.journal
      .of('ok')
      .flatMap(({ response }) => ('grant' in response ? [response.grant.ttl] : [])),
    notes: trial.journal.of('lock'),
  };
}

/** Ends all four at once. @returns for each what shows that it was ended so */
async function endAll(
  trial: Trial,
  holders: Readonly<Record<Way, HolderProcess>>,
  locks: Readonly<Record<Way, string>>,
  link: PrivateLink,
): Promise<Record<Way, string>> {
  WAYS.forEach((way) => holders[way].noteEnd(locks[way], way));
  const unanswered = () => {
    const { firstClient } = holders.cut.identity;
    return trial.journal.of('unknown').filter(({ op }) => op.startsWith(`${firstClient}.`)).length;
  };
  const [kill, , , graceful] = await Promise.all([
    holders.kill.kill(),
    holders.freeze.freeze(),
    link.cut(),
    holders.graceful.leave(),
  ]);
  await trial.journal.toSee(
    () => unanswered() > 0,
    'a keepalive of the cut holder to go unanswered',
    SEEN_WITHIN,
  );
  return {
    kill: `ended by ${String(kill.signal)}`,
    freeze: holders.freeze.isFrozen() ? 'in state T' : 'not in state T',
    cut: 'its calls go unanswered',
    graceful: `exited with code ${String(graceful.code)}`,
  };
}

/**
 * Lets the frozen holder go on. What it is to do next already waits in its pipe, as the next step of a
 * program's own would.
 */
async function wake(trial: Trial, holder: HolderProcess, lock: string): Promise<Awakening> {
  const before = holder.notes(lock, 'works').length;
  holder.tell({ work: lock, fenced: false });
  holder.tell({ work: lock, fenced: true });
  holder.thaw(lock);
  await trial.journal.until(
    () => holder.lost.length > 0,
    'the holder that woke up to be stopped',
    SEEN_WITHIN,
  );
  const works = holder.notes(lock, 'works').slice(before);
  if (works.length < 2) {
    throw new Unanswered('the holder that woke up heard of its lost lease before it could do anything');
  }
  holder.tell({ work: lock, fenced: true });
  await holder.leave();
  return {
    lock,
    thawed: first(holder.notes(lock, 'thawed')),
    works: holder.notes(lock, 'works').slice(before),
    ...writesSince(trial, holder, lock),
  };
}

/** What etcd answered to the writes of a holder that was thawed. */
function writesSince(
  trial: Trial,
  holder: HolderProcess,
  lock: string,
): Pick<Awakening, 'unfenced' | 'fenced'> {
  const { t } = first(holder.notes(lock, 'thawed'));
  const { firstClient } = holder.identity;
  const invoked = trial.journal
    .of('invoke')
    .filter((invoke) => invoke.t >= t && invoke.op.startsWith(`${firstClient}.`))
    .map(({ op }) => op);
  const answers = trial.journal
    .of('ok')
    .filter(({ op }) => invoked.includes(op))
    .map(({ response }) => response);
  return {
    unfenced: answers.flatMap((answer) => ('put' in answer ? [answer.put.revision] : [])),
    fenced: answers.flatMap((answer) => ('txn' in answer ? [answer.txn.succeeded] : [])),
  };
}

function forEach<T>(make: (way: Way, index: number) => T): Record<Way, T> {
  const [kill, freeze, cut, graceful] = WAYS.map(make) as [T, T, T, T];
  return { kill, freeze, cut, graceful };
}

function first<T>(notes: readonly T[]): T {
  const [note] = notes;
  if (note === undefined) {
    throw new Error('a note that was waited for is not there');
  }
  return note;
}
