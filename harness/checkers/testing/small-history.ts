import fc from 'fast-check';
import type { JournalRecord, WatchEvent } from '../../journal/record';
import type { Request, Response } from '../../journal/request';
import { HEADER } from './journal-builder';
import { SimulatedEtcd } from './simulated-etcd';

const KEYS = ['a', 'b', 'c'] as const;
const LEASE = '77';
const key = fc.constantFrom(...KEYS);
const end = fc.option(fc.constantFrom('b', 'c', '\0'), { nil: undefined });
const span = fc
  .record({ key, end })
  .map(({ key: from, end: to }) => (to === undefined ? { key: from } : { key: from, end: to }));

/** What a generated client does; put values are made unique afterwards. */
type Intent = (unique: string) => Request;

const put = fc.tuple(key, fc.boolean()).map(([to, leased]): Intent => (value) => ({
  put: { key: to, value, ...(leased ? { lease: LEASE } : {}) },
}));
const remove = span.map((from): Intent => () => ({ delete: from }));
const maybe = <T>(arbitrary: fc.Arbitrary<T>, oneIn = 2): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: oneIn - 1 });
const revision = fc.integer({ min: 0, max: 5 });
const sort = fc.record({
  by: fc.constantFrom(
    'key' as const,
    'version' as const,
    'create' as const,
    'mod' as const,
    'value' as const,
  ),
  order: fc.constantFrom('ascend' as const, 'descend' as const),
});
/** Mostly plain ranges; every option of etcd's comes up, alone and with others. */
const range = fc
  .tuple(
    span,
    fc.record({
      revision: maybe(fc.integer({ min: 1, max: 4 })),
      limit: maybe(fc.integer({ min: 1, max: 2 })),
      sort: maybe(sort),
      ...{ keysOnly: maybe(fc.constant(true as const), 4), countOnly: maybe(fc.constant(true as const), 4) },
      ...{ minMod: maybe(revision, 4), maxMod: maybe(revision, 4) },
      ...{ minCreate: maybe(revision, 4), maxCreate: maybe(revision, 4) },
    }),
  )
  .map(([from, options]) => ({ range: { ...from, ...given(options) } }));
const reading = range.map(
  (request): Intent =>
    () =>
      request,
);

/** A request has no field for an option that is not used. */
const given = <T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

const is = fc.constantFrom('=' as const, '!=' as const, '<' as const, '>' as const);
const guard = fc
  .tuple(
    span,
    is,
    fc.oneof(
      fc.record({
        target: fc.constantFrom('mod' as const, 'create' as const, 'version' as const),
        to: fc.integer({ min: 0, max: 5 }),
      }),
      fc.record({ target: fc.constant('lease' as const), to: fc.constantFrom('0', LEASE) }),
      fc.record({ target: fc.constant('value' as const), to: fc.constantFrom('value 0', 'value 2', '') }),
    ),
  )
  .map(([of, how, what]) => ({ ...of, is: how, ...what }));

/** Ranges within a transaction are of its own state: an old revision would be another's matter. */
const rangeWithin = range.map(({ range: whole }) => {
  const { revision, ...rest } = whole;
  return revision === undefined ? { range: whole } : { range: rest };
});
/** One key is written and none other, since etcd refuses a transaction that writes one twice; nested up to twice. */
const txn = fc
  .tuple(
    guard,
    key,
    fc.boolean(),
    rangeWithin,
    fc.array(guard, { maxLength: 2 }),
    fc.integer({ min: 0, max: 2 }),
  )
  .map(([only, to, writesElse, read, inner, depth]): Intent => (value) => {
    const write = { put: { key: to, value } };
    const otherwise = writesElse ? [{ delete: { key: to } }] : [read];
    const plain = { if: [only], then: [write, read], else: otherwise };
    const within = { if: inner, then: [read, write], else: otherwise };
    const nested = { if: [only], then: [{ txn: within }, read], else: [read, { txn: within }] };
    return { txn: depth === 0 ? plain : depth === 1 ? nested : { ...nested, else: [{ txn: nested }] } };
  });
const revoke = fc.constant<Intent>(() => ({ revoke: { lease: LEASE } }));

const step = fc.record({
  client: fc.integer({ min: 1, max: 3 }),
  intent: fc.oneof(put, put, remove, reading, reading, txn, txn, revoke),
  /** Answered, or unknown with or without effect, or (for the cluster itself) the lease's expiry. */
  fate: fc.constantFrom('ok', 'ok', 'ok', 'effective', 'lost', 'expiry'),
  wait: fc.integer({ min: 0, max: 3 }),
  toEffect: fc.integer({ min: 0, max: 6 }),
  toReturn: fc.integer({ min: 0, max: 4 }),
  toSight: fc.integer({ min: 0, max: 3 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Played {
  readonly op: string;
  readonly step: Step;
  readonly request: Request;
  readonly invoke: number;
  readonly effect: number;
}

/** Journals of up to eight operations of three clients on a correct etcd, with everything that can be unknown. */
export const smallHistory: fc.Arbitrary<JournalRecord[]> = fc
  .array(step, { minLength: 1, maxLength: 8 })
  .map(play);

function play(steps: readonly Step[]): JournalRecord[] {
  const etcd = new SimulatedEtcd();
  etcd.execute({ grant: { ttl: 10, lease: LEASE } });
  const records: JournalRecord[] = [HEADER];
  for (const client of [1, 2, 3, 9]) {
    records.push({
      type: 'client',
      t: 0,
      client,
      member: 'm1',
      role: client === 9 ? 'recorder' : 'traffic',
      scope: 'test',
    });
  }
  records.push({ type: 'watch', t: 0, watch: 1, client: 9, key: '\0', end: '\0', from: 1, prev: true });
  for (const {
    op,
    step: { fate, toReturn, toSight },
    request,
    invoke,
    effect,
  } of timeline(steps)) {
    const before = etcd.revision;
    const answer = fate === 'lost' ? undefined : etcd.execute(request);
    if (fate !== 'expiry' && (fate !== 'ok' || (answer !== undefined && 'ok' in answer))) {
      records.push({ type: 'invoke', t: invoke, op, request });
    }
    if (fate === 'ok' && answer !== undefined && 'ok' in answer) {
      records.push({ type: 'ok', t: effect + toReturn, op, response: answer.ok });
    }
    if (etcd.revision > before) {
      records.push({
        type: 'watched',
        t: effect + toSight,
        watch: 1,
        revision: etcd.revision,
        events: etcd.log.at(-1) ?? [],
      });
    }
  }
  records.push({ type: 'watched', t: 1000, watch: 1, revision: etcd.revision + 50, events: [] });
  records.push({ type: 'end', t: 1000, reason: 'finished' });
  return records;
}

/** By the time of effect. A client waits for its answer, but not for one that never comes. */
function timeline(steps: readonly Step[]): Played[] {
  const free = new Map<number, number>();
  const played = steps.map((one, i): Played => {
    const invoke = (free.get(one.client) ?? 1) + one.wait;
    const effect = invoke + one.toEffect;
    free.set(one.client, one.fate === 'ok' ? effect + one.toReturn : invoke + 1);
    const request = one.fate === 'expiry' ? { revoke: { lease: LEASE } } : one.intent(`value ${i}`);
    return { op: `${one.client}.${i + 1}`, step: one, request, invoke, effect };
  });
  return played.sort((one, other) => one.effect - other.effect);
}

/** A change to one record that a faulty cluster or a faulty recorder might have made. */
export const lie: fc.Arbitrary<(records: JournalRecord[]) => JournalRecord[]> = fc
  .record({
    at: fc.nat({ max: 40 }),
    kind: fc.constantFrom('revision', 'revision', 'body', 'body', 'time', 'time', 'forget', 'silence'),
    by: fc.constantFrom(-6, -3, -1, 1, 3, 6),
  })
  .map(
    ({ at, kind, by }) =>
      (records) =>
        tellLie(records, at, kind, by),
  );

function tellLie(records: JournalRecord[], at: number, kind: string, by: number): JournalRecord[] {
  const wanted =
    {
      revision: ['ok'],
      body: ['ok', 'watched'],
      time: ['ok', 'invoke', 'watched'],
      forget: ['invoke'],
      silence: ['ok'],
    }[kind] ?? [];
  const candidates = records.filter((record) => wanted.includes(record.type));
  const chosen = candidates[at % Math.max(1, candidates.length)];
  if (chosen === undefined) {
    return records;
  }
  if (kind === 'silence') {
    return records.filter((record) => record !== chosen);
  }
  if (kind === 'forget') {
    return records.filter((record) => !('op' in record && 'op' in chosen && record.op === chosen.op));
  }
  return records.map((record) => (record === chosen ? altered(chosen, kind, by) : record));
}

function altered(record: JournalRecord, kind: string, by: number): JournalRecord {
  if (kind === 'time' && 't' in record) {
    return { ...record, t: Math.max(0, record.t + by) };
  }
  if (record.type === 'ok') {
    const response = kind === 'revision' ? shifted(record.response, by) : falsified(record.response, by);
    return { ...record, response };
  }
  return record.type === 'watched' ? { ...record, events: record.events.map(falsifiedEvent) } : record;
}

const shifted = (response: Response, by: number): Response => {
  const [[kind, body]] = Object.entries(response) as [[string, { revision: number }]];
  return { [kind]: { ...body, revision: Math.max(1, body.revision + Math.sign(by)) } } as unknown as Response;
};

function falsified(response: Response, by: number): Response {
  if ('range' in response) {
    const [first, ...rest] = response.range.kvs;
    if (first === undefined || by < -1) {
      return { range: { ...response.range, count: response.range.count + 1 } };
    }
    const kvs =
      by === 6 ? rest : [{ ...first, ...(by > 0 ? { value: 'lie' } : { mod: first.mod + 1 }) }, ...rest];
    return { range: { ...response.range, kvs } };
  }
  if ('delete' in response) {
    return { delete: { ...response.delete, deleted: Math.max(0, response.delete.deleted + Math.sign(by)) } };
  }
  return 'txn' in response ? { txn: { ...response.txn, succeeded: !response.txn.succeeded } } : response;
}

const falsifiedEvent = (event: WatchEvent): WatchEvent =>
  'put' in event ? { put: { ...event.put, value: 'lie' } } : { delete: { ...event.delete, key: 'z' } };
