import { describe, expect, test } from '@jest/globals';
import type { AuthContent } from '../journal/auth';
import { authAgrees } from './auth/auth-agrees';
import { leaseBounds } from './lease-bounds';
import { linearizable } from './linearizable';
import { durability } from './durability';
import { JournalBuilder } from './testing/journal-builder';
import { witnessed } from './testing/witnessed';
import { serializablePast } from './serializable-past';
import { watchNoGap } from './watch/watch-no-gap';

/** A run that begins with what a snapshot held: three keys, one of them of a lease, and one that is no more. */
function restored(auth?: AuthContent): JournalBuilder {
  const run = new JournalBuilder();
  run.etcd.execute({ grant: { ttl: 30, lease: '77' } });
  run.outside({ put: { key: 'a', value: 'old' } });
  run.outside({ put: { key: 'a', value: 'newer' } });
  run.outside({ put: { key: 'b', value: 'kept', lease: '77' } });
  run.outside({ put: { key: 'c', value: 'gone' } });
  run.outside({ delete: { key: 'c' } });
  run.begin(auth).client(1).client(2, 'm2');
  run.recorder(9, 'm1', run.etcd.revision + 1);
  return run;
}

function found(run: JournalBuilder): string[] {
  const { history, witness } = witnessed(run.end());
  expect(witness.gap).toBeUndefined();
  return [
    ...linearizable(history, witness),
    ...watchNoGap(history, witness).findings,
    ...durability(history, witness),
    ...leaseBounds(history, witness).findings,
    ...serializablePast(history, witness),
    ...authAgrees(history).findings,
  ].map(({ message }) => message);
}

describe('what a snapshot brought', () => {
  test('is there, with its revisions and its leases, and is changed like anything else', () => {
    const run = restored();
    run.read(1, 'a');
    run.read(2, 'b');
    run.read(1, 'c');
    run.put(1, 'c', 'again');
    run.put(2, 'a', 'newest');
    run.operate(1, {
      txn: {
        if: [{ key: 'a', target: 'version', is: '=', to: 3 }],
        then: [],
        else: [{ range: { key: 'a' } }],
      },
    });
    run.expire('77');
    run.read(1, 'b');
    expect(found(run.finals(['m1', 'm2']))).toEqual([]);
  });

  test('is missed where it is not there', () => {
    const run = restored();
    const op = run.invoke(1, { range: { key: 'a' } });
    run.tell({ type: 'ok', op, response: { range: { revision: run.etcd.revision, kvs: [], count: 0 } } });
    expect(found(run)).toEqual([expect.stringContaining('client 1 (read a) was told')]);
  });

  test('is missed where all members have lost it in the end', () => {
    const run = restored();
    run.client(3, 'm1', 'final');
    const range = { key: '\0', end: '\0', serializable: true as const };
    const op = run.invoke(3, { range });
    run.tell({ type: 'ok', op, response: { range: { revision: run.etcd.revision, kvs: [], count: 0 } } });
    expect(found(run)).toEqual([expect.stringContaining('client 3')]);
  });

  test('is not taken for a put that failed', () => {
    const run = restored();
    run.operate(1, { put: { key: 'a', value: 'newer', lease: '5' } });
    expect(found(run.finals(['m1', 'm2']))).toEqual([]);
  });

  test('cannot go by itself', () => {
    const run = restored();
    run.put(1, 'd', 'first');
    run.outside({ delete: { key: 'a' } });
    expect(found(run)).toEqual([expect.stringContaining('nobody made revision')]);
  });

  test('was never anything else', () => {
    const run = restored();
    run.put(1, 'a', 'mine');
    const { revision } = run.etcd;
    run.tell({ type: 'watch', watch: 99, client: 2, key: 'a', from: revision, prev: true });
    const put = { key: 'a', value: 'mine', create: 2, mod: revision, version: 3 };
    const prev = { key: 'a', value: 'old', create: 2, mod: 2, version: 1 };
    run.tell({ type: 'watched', watch: 99, revision, events: [{ put, prev }] });
    expect(found(run)).toEqual([expect.stringContaining('a=old')]);
  });

  test('may have been compacted before anybody asked', () => {
    const run = restored();
    const op = run.invoke(1, { range: { key: 'a', revision: 2 } });
    run.tell({ type: 'fail', op, error: 'etcdserver: mvcc: required revision has been compacted' });
    expect(found(run)).toEqual([]);
  });
});

describe('users and roles that a snapshot brought', () => {
  const before: AuthContent = {
    enabled: false,
    users: [{ name: 'ann', roles: ['reader'] }],
    roles: [{ name: 'reader', permissions: [] }],
  };
  const told = (run: JournalBuilder, content: AuthContent): JournalBuilder =>
    run.tell({ type: 'auth-state', member: 'm1', revision: 5, content });

  test('stay', () => {
    expect(found(told(restored(before), before))).toEqual([]);
  });

  test('are missed when they are gone', () => {
    expect(found(told(restored(before), { ...before, users: [] }))).toEqual([
      expect.stringContaining('m1 knows no user ann at the end'),
    ]);
  });

  test('go when they are told to, and a role from its users', () => {
    const run = restored(before);
    run.changeAuth(1, { deleteRole: 'reader' });
    const after = { ...before, users: [{ name: 'ann', roles: [] }], roles: [] };
    expect(found(told(run, after))).toEqual([]);
  });
});
