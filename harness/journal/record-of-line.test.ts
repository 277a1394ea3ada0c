import { describe, expect, test } from '@jest/globals';
import fc, { type Arbitrary } from 'fast-check';
import { lineOf } from './line-of-record';
import type { JournalRecord, WatchEvent } from './record';
import { recordOfLine } from './record-of-line';
import type { BranchRequest, BranchResponse, Compare, KeyValue, Request, Response } from './request';

const text = fc.string({ unit: 'binary', maxLength: 5 });
const number = fc.nat();
const lease = fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String);
const yes = fc.constant(true as const);

/** Objects that have all of `always`, and of `often` what chance gives. */
const shaped = <A extends object, O extends object>(
  always: { [K in keyof A]: Arbitrary<A[K]> },
  often: { [K in keyof O]: Arbitrary<O[K]> },
): Arbitrary<A & Partial<O>> =>
  fc
    .tuple(fc.record(always), fc.record(often, { requiredKeys: [] }))
    .map(([a, o]) => ({ ...a, ...o }) as A & O);

const put = shaped({ key: text, value: text }, { lease });
const range = shaped({ key: text }, { end: text, revision: number, serializable: yes });
const remove = shaped({ key: text }, { end: text });
const keyValue: Arbitrary<KeyValue> = shaped(
  { key: text, value: text, create: number, mod: number, version: number },
  { lease },
);
const guard: Arbitrary<Compare> = shaped(
  {
    key: text,
    target: fc.constantFrom('mod' as const, 'value' as const, 'lease' as const),
    is: fc.constantFrom('=' as const, '!=' as const),
    to: fc.oneof(text, number),
  },
  { end: text },
);
const found = { kvs: fc.array(keyValue, { maxLength: 2 }), count: fc.nat(3) };

const { branchRequest, branchResponse } = fc.letrec<{
  branchRequest: BranchRequest;
  branchResponse: BranchResponse;
}>((tie) => ({
  branchRequest: fc.oneof(
    { depthSize: 'small' },
    fc.record({ put }),
    fc.record({ range }),
    fc.record({ delete: remove }),
    fc.record({ txn: txnOf(tie('branchRequest')) }),
  ),
  branchResponse: fc.oneof(
    { depthSize: 'small' },
    fc.constant({ put: {} }),
    fc.record({ range: shaped(found, { more: yes }) }),
    fc.record({ delete: fc.record({ deleted: number }) }),
    fc.record({ txn: fc.record({ succeeded: fc.boolean(), responses: few(tie('branchResponse')) }) }),
  ),
}));

function few<T>(one: Arbitrary<T>): Arbitrary<T[]> {
  return fc.array(one, { maxLength: 2 });
}

function txnOf(branch: Arbitrary<BranchRequest>): Arbitrary<{
  if: Compare[];
  then: BranchRequest[];
  else: BranchRequest[];
}> {
  return fc.record({ if: few(guard), then: few(branch), else: few(branch) });
}

const request: Arbitrary<Request> = fc.oneof(
  fc.record({ put }),
  fc.record({ range }),
  fc.record({ delete: remove }),
  fc.record({ txn: txnOf(branchRequest) }),
  fc.record({ grant: shaped({ ttl: number }, { lease }) }),
  fc.record({ revoke: fc.record({ lease }) }),
  fc.record({ keepalive: fc.record({ lease }) }),
  fc.record({ compact: fc.record({ revision: number }) }),
);
const atRevision = fc.record({ revision: number });
const response: Arbitrary<Response> = fc.oneof(
  fc.record({ put: atRevision }),
  fc.record({ range: shaped({ ...found, revision: number }, { more: yes }) }),
  fc.record({ delete: fc.record({ revision: number, deleted: number }) }),
  fc.record({
    txn: fc.record({ revision: number, succeeded: fc.boolean(), responses: few(branchResponse) }),
  }),
  fc.record({ grant: fc.record({ revision: number, lease, ttl: number }) }),
  fc.record({ revoke: atRevision }),
  fc.record({ keepalive: fc.record({ ttl: number }) }),
  fc.record({ compact: atRevision }),
);
const event: Arbitrary<WatchEvent> = fc.oneof(
  shaped({ put: keyValue }, { prev: keyValue }),
  shaped({ delete: fc.record({ key: text, mod: number }) }, { prev: keyValue }),
);

const t = number;
const op = fc.tuple(fc.nat(), fc.nat()).map((numbers) => numbers.join('.'));
const ofType = <T extends JournalRecord['type']>(type: T): Arbitrary<T> => fc.constant(type);
const record: Arbitrary<JournalRecord> = fc.oneof(
  fc.record({ type: ofType('invoke'), t, op, request }),
  fc.record({ type: ofType('ok'), t, op, response }),
  fc.record({ type: fc.constantFrom('fail' as const, 'unknown' as const), t, op, error: text }),
  fc.record({ type: ofType('watched'), t, watch: number, revision: number, events: few(event) }),
  fc.record({ type: ofType('content'), t, revision: number, kvs: few(keyValue) }),
  fc.record({ type: ofType('phase'), t, name: text }),
);

const read = (line: string): unknown => {
  const read = recordOfLine(JSON.parse(line));
  return read.success ? read.data : read.error;
};

describe('the line of a record', () => {
  test('is read as that record', () => {
    fc.assert(fc.property(record, (one) => expect(read(lineOf(one))).toEqual(one)));
  });

  test('of version 1 has the record in full', () => {
    fc.assert(fc.property(record, (one) => expect(read(JSON.stringify(one))).toEqual(one)));
  });

  test('has no name for what follows from its place', () => {
    const request = { put: { key: 'k', value: 'v' } };
    const kv = { key: 'k', value: 'v', create: 7, mod: 7, version: 1 };
    expect(lineOf({ type: 'invoke', t: 1, op: '3.4', request })).toBe(
      '{"invoke":"3.4","t":1,"put":["k","v"]}',
    );
    expect(lineOf({ type: 'ok', t: 2, op: '3.4', response: { put: { revision: 7 } } })).toBe(
      '{"ok":"3.4","t":2,"put":7}',
    );
    expect(lineOf({ type: 'watched', t: 3, watch: 5, revision: 7, events: [{ put: kv }] })).toBe(
      '{"watched":5,"t":3,"revision":7,"events":[{"put":["k","v",7,7,1]}]}',
    );
  });
});
