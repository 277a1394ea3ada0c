import { Refusal } from '../errors/refusal';
import type { Header, JournalRecord, RecordOf } from '../journal/record';
import type { History, Phase, Watch } from './history';
import { JoinedOperations } from './joined-operations';
import { SharedEvents } from './shared-events';

/**
 * Joins invokes with answers and streams with their responses, in one pass.
 * @param records the header first; each is looked at once, so that they may come from a file as they are read
 */
export function buildHistory(records: Iterable<JournalRecord>): History {
  const sorted = emptySorted();
  const operations = new JoinedOperations();
  const shared = new SharedEvents();
  let header: Header | undefined;
  let last = 0;
  let count = 0;
  for (const record of records) {
    count += 1;
    if (record.type === 'journal') {
      header ??= record;
      continue;
    }
    last = Math.max(last, record.t);
    if (record.type === 'invoke') {
      operations.invoke(record);
    } else if (record.type === 'ok' || record.type === 'fail' || record.type === 'unknown') {
      operations.answer(record);
    } else {
      const kept = record.type === 'watched' ? shared.of(record) : record;
      (sorted[kept.type] as (typeof kept)[]).push(kept);
    }
  }
  if (header === undefined) {
    throw Refusal.inconclusive('the journal is empty: there is nothing to judge');
  }
  return { ...historyOf(header, sorted, operations, last), records: count };
}

function historyOf(
  header: Header,
  sorted: Sorted,
  joined: JoinedOperations,
  last: number,
): Omit<History, 'records'> {
  const { fault, member, status, membership, hash, sample, assertion, lock, outside, client, trigger } =
    sorted;
  const clients = new Map(client.map((one) => [one.client, one]));
  const { operations, defects } = joined.of(clients);
  return {
    header,
    operations,
    watches: joinWatches(sorted, clients, defects),
    phases: joinPhases(sorted.phase, last),
    told: {
      ...{ fault, member, status, membership, hash, sample, assertion, lock, outside, client, trigger },
      'member-list': sorted['member-list'],
    },
    end: sorted.end.at(-1),
    last,
    defects,
  };
}

type Sorted = {
  [T in Exclude<JournalRecord['type'], 'journal' | 'invoke' | 'ok' | 'fail' | 'unknown'>]: RecordOf<T>[];
};
type Clients = ReadonlyMap<number, RecordOf<'client'>>;

const emptySorted = (): Sorted => ({
  phase: [],
  client: [],
  watch: [],
  watched: [],
  'watch-closed': [],
  fault: [],
  member: [],
  status: [],
  membership: [],
  'member-list': [],
  hash: [],
  'left-out': [],
  trigger: [],
  sample: [],
  assertion: [],
  lock: [],
  outside: [],
  end: [],
});

function joinWatches(sorted: Sorted, clients: Clients, defects: string[]): Watch[] {
  const watches = new Map<number, Watch & { responses: RecordOf<'watched'>[] }>();
  for (const opened of sorted.watch) {
    const client = clients.get(opened.client);
    if (client === undefined || watches.has(opened.watch)) {
      defects.push(
        `watch ${opened.watch} ${client === undefined ? 'belongs to no known client' : 'is opened twice'}`,
      );
    } else {
      const { member, role } = client;
      watches.set(opened.watch, {
        watch: opened.watch,
        client: client.client,
        member,
        role,
        opened,
        responses: [],
      });
    }
  }
  for (const response of sorted.watched) {
    const watch = watches.get(response.watch);
    if (watch === undefined) {
      defects.push(`watch ${response.watch} has a response but was never opened`);
    } else {
      watch.responses.push(response);
    }
  }
  for (const closed of sorted['watch-closed']) {
    const watch = watches.get(closed.watch);
    if (watch === undefined) {
      defects.push(`watch ${closed.watch} is closed but was never opened`);
    } else {
      watches.set(closed.watch, { ...watch, closed });
    }
  }
  for (const { opened } of watches.values()) {
    if (opened.resumes !== undefined && !watches.has(opened.resumes)) {
      defects.push(`watch ${opened.watch} resumes watch ${opened.resumes}, which was never opened`);
    }
  }
  return [...watches.values()];
}

function joinPhases(phases: readonly RecordOf<'phase'>[], last: number): Phase[] {
  return phases.map(({ name, t }, i) => ({ name, start: t, end: phases[i + 1]?.t ?? last }));
}
