import { DEFAULT_TIMERS, JOURNAL_VERSION, type Header } from '../../harness/journal/header';
import type { JournalRecord, WatchEvent } from '../../harness/journal/record';
import { Random } from '../../harness/workload/random';
import { KeySpace } from './key-space';
import { Mix, perform } from './operations';
import type { Shape } from './shape';

const CLIENTS = 10;
const MEMBERS = ['m1', 'm2', 'm3'] as const;
const FIRST_RECORDER = 100;

/** Microseconds: one operation begins this long after the one before, and each client has one under way. */
const APART = 100;
const TO_EFFECT = 500;
const TO_SIGHT = 600;
const TO_RETURN = 900;

export const HEADER: Header = {
  type: 'journal',
  version: JOURNAL_VERSION,
  startedAt: '2026-01-01T00:00:00.000Z',
  seed: 0,
  command: 'npm run bench',
  subject: {
    from: '3.6.16',
    to: '3.6.16',
    topology: 'dedicated-3',
    members: 3,
    runtime: 'sandbox',
    profile: 'bench',
  },
  machine: { kernel: '6.1', cores: 1, memoryBytes: 1, node: '20' },
  timers: DEFAULT_TIMERS,
  programs: [],
  criteria: ['linearizable'],
  thresholds: {},
  notRun: [],
};

/** The journal as it is read from a file: its records share nothing. */
export function* generatedJournal(shape: Shape): Generator<JournalRecord> {
  for (const record of recordsOf(shape)) {
    yield JSON.parse(JSON.stringify(record)) as JournalRecord;
  }
}

/**
 * The journal of a correct etcd under ten clients, in the order of time, with a recorder on each of three members.
 * Records may share what they hold.
 */
function* recordsOf({ operations, unknowns }: Shape): Generator<JournalRecord> {
  const random = new Random(7);
  const space = new KeySpace();
  const mix = new Mix(random, space);
  const every = unknowns === 0 ? Infinity : Math.floor(operations / unknowns);
  yield* beginning();
  const underWay: JournalRecord[] = [];
  for (let number = 0; number < operations; number += 1) {
    const begun = number * APART;
    const op = `${(number % CLIENTS) + 1}.${Math.floor(number / CLIENTS) + 1}`;
    const request = mix.next(number);
    const isUnknown = number % every === every - 1 && !('grant' in request);
    const isLost = isUnknown && Math.floor(number / every) % 2 === 1;
    yield { type: 'invoke', t: begun, op, request };
    const answer = isLost ? undefined : perform(request, space);
    const events = space.commit();
    yield* shown(events, space.revision, begun + TO_SIGHT);
    underWay.push(
      answer === undefined || isUnknown
        ? { type: 'unknown', t: begun + TO_RETURN, op, error: 'deadline exceeded' }
        : { type: 'ok', t: begun + TO_RETURN, op, response: answer(space.revision) },
    );
    if (underWay.length === CLIENTS) {
      yield underWay.shift() as JournalRecord;
    }
  }
  yield* underWay;
  yield { type: 'end', t: operations * APART + TO_EFFECT + TO_RETURN, reason: 'finished' };
}

function* beginning(): Generator<JournalRecord> {
  yield HEADER;
  for (let client = 1; client <= CLIENTS; client += 1) {
    const member = MEMBERS[client % MEMBERS.length] as string;
    yield { type: 'client', t: 0, client, member, role: 'traffic', scope: 'bench' };
  }
  for (const [i, member] of MEMBERS.entries()) {
    const client = FIRST_RECORDER + i;
    yield { type: 'client', t: 0, client, member, role: 'recorder', scope: 'every key' };
    yield { type: 'watch', t: 0, watch: i + 1, client, key: '\0', end: '\0', from: 1, prev: true };
  }
}

function* shown(events: readonly WatchEvent[], revision: number, t: number): Generator<JournalRecord> {
  if (events.length > 0) {
    for (const [i] of MEMBERS.entries()) {
      yield { type: 'watched', t: t + i, watch: i + 1, revision, events: [...events] };
    }
  }
}
