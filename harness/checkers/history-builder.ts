import { Refusal } from '../errors/refusal';
import type { Header } from '../journal/header';
import type { JournalRecord, RecordOf } from '../journal/record';
import { NOBODY } from './auth/auth-model';
import type { History, Origin, Phase, Watch } from './history';
import { JoinedOperations } from './joined-operations';
import { Responses } from './responses';
import { SharedParts } from './shared-parts';

/** Joins invokes with answers and streams with their responses. Each record is looked at once, as it comes. */
export class HistoryBuilder {
  private readonly sorted = emptySorted();
  private readonly operations = new JoinedOperations();
  private readonly shared = new SharedParts();
  private readonly responses = new Map<number, Responses>();
  private header: Header | undefined;
  private last = 0;
  private count = 0;

  /** @param record its equal parts are shared with those of earlier ones, in place */
  add(record: JournalRecord): void {
    this.count += 1;
    if (record.type === 'journal') {
      this.header ??= record;
      return;
    }
    this.last = Math.max(this.last, record.t);
    if (record.type === 'invoke') {
      this.shared.request(record);
      this.operations.invoke(record);
    } else if (record.type === 'ok') {
      this.shared.response(record.response);
      this.operations.answer(record);
    } else if (record.type === 'fail' || record.type === 'unknown') {
      this.operations.answer(record);
    } else if (record.type === 'content') {
      this.shared.content(record.kvs);
      this.sorted.content.push(record);
    } else if (record.type === 'watched') {
      const { watch, t, revision } = record;
      this.responsesOf(watch).add(t, revision, this.shared.eventsOf(record));
    } else {
      (this.sorted[record.type] as (typeof record)[]).push(record);
    }
  }

  private responsesOf(watch: number): Responses {
    const known = this.responses.get(watch);
    if (known !== undefined) {
      return known;
    }
    const first = new Responses();
    this.responses.set(watch, first);
    return first;
  }

  /** @throws Refusal (inconclusive) when no record came */
  history(): History {
    const { header, sorted, last, count: records } = this;
    if (header === undefined) {
      throw Refusal.inconclusive('the journal is empty: there is nothing to judge');
    }
    const {
      fault,
      member,
      status,
      membership,
      hash,
      sample,
      assertion,
      lock,
      outside,
      client,
      trigger,
      auth,
      point,
      link,
      paced,
      metrics,
      raft,
      component,
      api,
      elector,
      node,
      trial,
      usage,
      state,
      snapshot,
      printed,
      bucket,
      fidelity,
      provoked,
    } = sorted;
    const clients = new Map(client.map((one) => [one.client, one]));
    const { operations, defects } = this.operations.of(clients);
    return {
      header,
      origin: originOf(sorted.content),
      operations,
      keys: this.shared.keys,
      watches: joinWatches(sorted, this.responses, clients, defects),
      phases: joinPhases(sorted.phase, last),
      told: {
        ...{ fault, member, status, membership, hash, sample, assertion, lock, outside, client, trigger },
        ...{ auth, point, link, paced, metrics, raft, component, api, elector, node, trial, usage },
        ...{ state, snapshot, printed, bucket, fidelity, provoked },
        'came-back': sorted['came-back'],
        'auth-state': sorted['auth-state'],
        'member-list': sorted['member-list'],
        'left-out': sorted['left-out'],
      },
      end: sorted.end.at(-1),
      records,
      last,
      defects,
    };
  }
}

type Answered = 'ok' | 'fail' | 'unknown';
type Sorted = {
  [T in Exclude<JournalRecord['type'], 'journal' | 'invoke' | Answered | 'watched'>]: RecordOf<T>[];
};
type Clients = ReadonlyMap<number, RecordOf<'client'>>;

const emptySorted = (): Sorted => ({
  phase: [],
  client: [],
  content: [],
  watch: [],
  'watch-closed': [],
  fault: [],
  member: [],
  status: [],
  membership: [],
  'member-list': [],
  auth: [],
  'auth-state': [],
  hash: [],
  'left-out': [],
  trigger: [],
  sample: [],
  point: [],
  link: [],
  paced: [],
  metrics: [],
  raft: [],
  component: [],
  api: [],
  elector: [],
  node: [],
  trial: [],
  usage: [],
  state: [],
  snapshot: [],
  printed: [],
  bucket: [],
  'came-back': [],
  fidelity: [],
  provoked: [],
  assertion: [],
  lock: [],
  outside: [],
  end: [],
});

/** A fresh cluster is at revision 1, with no keys. */
const EMPTY: Origin = { revision: 1, kvs: [], auth: NOBODY };

function originOf(pages: readonly RecordOf<'content'>[]): Origin {
  const [first] = pages;
  return first === undefined
    ? EMPTY
    : {
        revision: first.revision,
        kvs: pages.flatMap(({ kvs }) => kvs),
        auth: first.auth ?? NOBODY,
      };
}

function joinWatches(
  sorted: Sorted,
  responses: ReadonlyMap<number, Responses>,
  clients: Clients,
  defects: string[],
): Watch[] {
  const watches = new Map<number, Watch>();
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
        responses: responses.get(opened.watch) ?? new Responses(),
      });
    }
  }
  for (const watch of responses.keys()) {
    if (!watches.has(watch)) {
      defects.push(`watch ${watch} has a response but was never opened`);
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
