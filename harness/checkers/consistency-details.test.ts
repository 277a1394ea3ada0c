import { describe, expect, test } from '@jest/globals';
import type { RecordOf } from '../journal/record';
import { answersAfterHeal } from './answers-after-heal';
import { linearizable } from './linearizable';
import { lockExclusion } from './lock-exclusion';
import { membersAgree } from './members-agree';
import { serializablePast } from './serializable-past';
import { JournalBuilder } from './testing/journal-builder';
import { good } from './testing/lies';
import { find, replace } from './testing/select';
import { witnessed } from './testing/witnessed';

describe('a put attached to a lease that had expired', () => {
  const attached = (grantedAgain: boolean): string[] => {
    const run = new JournalBuilder().client(1);
    run.recorder(9);
    run.operate(1, { grant: { ttl: 2, lease: '70' } });
    run.put(1, 'k', 'v', '70');
    run.wait(3).expire('70');
    run.operate(1, { grant: { ttl: 2, lease: grantedAgain ? '70' : '71' } });
    const op = run.invoke(1, { put: { key: 'k', value: 'late', lease: '70' } });
    run.etcd.execute({ grant: { ttl: 2, lease: '70' } });
    run.etcd.execute({ put: { key: 'k', value: 'late', lease: '70' } });
    run.tell({ type: 'ok', op, response: { put: { revision: run.etcd.revision } } });
    const { history, witness } = witnessed(run.end());
    return linearizable(history, witness).map(({ message }) => message);
  };

  test('is a finding', () => {
    expect(attached(false)).toEqual([
      expect.stringMatching(
        /client 1 was told at revision 4 that k is attached to lease 70, which had ended with its keys by/,
      ),
    ]);
  });

  test('... unless a lease of that id was granted again', () => {
    expect(attached(true)).toEqual([]);
  });
});

test('serializable reads of one member go back for nobody, whoever asked before', () => {
  const run = new JournalBuilder().client(1, 'm1').client(2, 'm1').client(3, 'm2');
  run.recorder(9);
  run.put(1, 'k', '1');
  run.put(1, 'k', '2');
  run.operate(1, { range: { key: 'k', serializable: true } });
  const kv = { key: 'k', value: '1', create: 2, mod: 2, version: 1 };
  const behind = (client: number): string => {
    const op = run.invoke(client, { range: { key: 'k', serializable: true } });
    run.tell({ type: 'ok', op, response: { range: { revision: 2, kvs: [kv], count: 1 } } });
    return op;
  };
  behind(3);
  const late = behind(2);
  const { history, witness } = witnessed(run.end());
  expect(serializablePast(history, witness)).toMatchObject([{ operations: [expect.any(String), late] }]);
});

test('a hash that differs where contents do not says that the difference is in the past', () => {
  const hash = find(good, 'hash', ({ member }) => member === 'm3');
  const { history } = witnessed(replace(good, hash, { ...hash, hash: '999' }));
  expect(membersAgree(history).findings.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /m3 has hash 999; their contents are the same key by key, so what differs is an older state/,
    ),
  ]);
});

test('a member that tells its status while its linearizable reads hang is told apart', () => {
  const run = new JournalBuilder().client(1, 'm1');
  const fault = (state: RecordOf<'fault'>['state']) =>
    run.tell({ type: 'fault', fault: 1, name: 'isolate', target: 'm1', state, quorum: true });
  fault('inject').wait(1);
  fault('heal');
  run.invoke(1, { range: { key: 'k' } });
  run.wait(5);
  const told = { version: '3.6.16', clusterVersion: '3.6.0', leader: 'm2', term: 2, revision: 1, dbSize: 1 };
  run.tell({ type: 'status', member: 'm1', ...told, alarms: [] });
  run.wait(10);
  const { history } = witnessed(run.end());
  expect(answersAfterHeal(history, 10).findings.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /m1 answered no linearizable read for 15 s .*healthy by its own account, while its linearizable reads hung/,
    ),
  ]);
});

describe('a fenced transaction that only reads', () => {
  const fenced = (deletedBefore: boolean): number => {
    const run = new JournalBuilder().client(1).client(2);
    run.recorder(9);
    const key = 'lock/x/70';
    run.operate(1, { grant: { ttl: 5, lease: '70' } });
    run.put(1, key, 'h', '70');
    const about = { key, lease: '70', create: 2 };
    run.tell({ type: 'lock', lock: 'x', holder: 'h', state: 'waits', key, lease: '70' });
    run.tell({ type: 'lock', lock: 'x', holder: 'h', state: 'holds', ...about });
    run.operate(2, deletedBefore ? { delete: { key } } : { put: { key: 'other', value: '1' } });
    const guard = { key, target: 'create', is: '=', to: 2 } as const;
    const op = run.invoke(1, { txn: { if: [guard], then: [{ range: { key: 'other' } }], else: [] } });
    const kvs = deletedBefore ? [] : [{ key: 'other', value: '1', create: 3, mod: 3, version: 1 }];
    const responses = [{ range: { kvs, count: kvs.length } }];
    run.tell({ type: 'ok', op, response: { txn: { revision: 3, succeeded: true, responses } } });
    const { history, witness } = witnessed(run.end());
    return lockExclusion(history, witness).findings.length;
  };

  test('stands after the write of its revision', () => {
    expect(fenced(true)).toBe(1);
    expect(fenced(false)).toBe(0);
  });
});
