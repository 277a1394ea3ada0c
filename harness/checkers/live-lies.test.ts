import { describe, expect, test } from '@jest/globals';
import type { JournalRecord } from '../journal/record';
import { casAtomic } from './cas-atomic';
import { linearizable } from './linearizable';
import { lockExclusion } from './lock-exclusion';
import { serializablePast } from './serializable-past';
import { JournalBuilder } from './testing/journal-builder';
import { answerTo, replace } from './testing/select';
import { witnessed } from './testing/witnessed';
import { watchNoGap } from './watch/watch-no-gap';

/** Lies that `npm run mutants` tells, and that no checker found before. */
const start = (): JournalBuilder => {
  const run = new JournalBuilder().client(1).client(2, 'm2');
  run.recorder(9);
  return run;
};

const messages = (findings: readonly { readonly message: string }[]): string =>
  findings.map(({ message }) => message).join('\n');

describe('half a transaction, in one that only reads', () => {
  const run = start();
  const both = (value: string) => [{ put: { key: 'a', value } }, { put: { key: 'b', value } }];
  const reads = [{ range: { key: 'a' } }, { range: { key: 'b' } }];
  run.operate(1, { txn: { if: [], then: both('one'), else: [] } });
  run.operate(1, { txn: { if: [], then: both('two'), else: [] } });
  run.operate(2, { txn: { if: [], then: reads, else: [] } });
  run.operate(1, {
    txn: { if: [], then: [{ put: { key: 'a', value: 'three' } }, ...reads.slice(1)], else: [] },
  });
  const records = run.end();

  test('is found', () => {
    const answer = answerTo(records, '"then":[{"range":{"key":"a"}}');
    const text = JSON.stringify(answer).replace(
      '"value":"two","create":2,"mod":3',
      '"value":"one","create":2,"mod":2',
    );
    const { history, witness } = witnessed(replace(records, answer, JSON.parse(text) as JournalRecord));
    expect(messages(casAtomic(history, witness))).toMatch(
      /client 2 read a and b with b as of revision 3 but a as of revision 2/,
    );
  });

  test('is none in one that writes as well', () => {
    const { history, witness } = witnessed(records);
    expect(casAtomic(history, witness)).toEqual([]);
  });
});

describe('a transaction that only reads, fenced by an ownership key', () => {
  const held = (succeeds: boolean) => {
    const run = start();
    const key = 'lock/x/1';
    run.operate(1, { grant: { ttl: 5, lease: '1' } });
    run.put(1, key, 'mine', '1');
    const create = run.etcd.revision;
    run.tell({ type: 'lock', lock: 'x', holder: 'h', state: 'holds', key, lease: '1', create });
    const fenced = { if: [{ key, target: 'create' as const, is: '=' as const, to: create }], else: [] };
    run.operate(1, { txn: { ...fenced, then: [{ range: { key: 'first' } }] } });
    run.operate(1, { revoke: { lease: '1' } });
    run.operate(1, { txn: { ...fenced, then: [{ range: { key: 'last' } }] } });
    const records = run.end();
    const answer = answerTo(records, '"key":"last"');
    const succeeded = JSON.parse(
      JSON.stringify(answer).replace(
        '"succeeded":false,"responses":[]',
        '"succeeded":true,"responses":[{"range":{"kvs":[],"count":0}}]',
      ),
    ) as JournalRecord;
    const { history, witness } = witnessed(succeeds ? replace(records, answer, succeeded) : records);
    return lockExclusion(history, witness).findings;
  };

  test('may succeed at the very revision that made the key', () => expect(held(false)).toEqual([]));

  test('must not succeed at the revision that took it', () =>
    expect(messages(held(true))).toMatch(
      /client 1's transaction fenced by lock\/x\/1 .* where that key was gone/,
    ));
});

test('a member that goes back behind what another client read of it is found', () => {
  const run = start().client(3, 'm2');
  run.put(1, 'k', 'one');
  run.operate(2, { range: { key: 'k', serializable: true } });
  run.put(1, 'k', 'two');
  run.operate(2, { range: { key: 'k', serializable: true } });
  const records = run.end();
  const second = records.find((record) => record.type === 'invoke' && record.op === '2.1');
  const swapped = records.map((record) => {
    // The third client is told, after all others, what the second one was told first.
    if (record !== second && !(record.type === 'ok' && record.op === '2.1')) {
      return record;
    }
    return { ...record, op: '3.1', t: run.now - (record.type === 'invoke' ? 2 : 1) } as JournalRecord;
  });
  const { history, witness } = witnessed(swapped);
  expect(messages(serializablePast(history, witness))).toMatch(
    /client 3 read revision 2 from m2 after client 2 had read revision 3 there/,
  );
});

describe('a put attached to a lease that expired', () => {
  const attached = (again: boolean) => {
    const run = start();
    run.operate(1, { grant: { ttl: 1, lease: '7' } });
    run.put(1, 'k', 'one', '7');
    run.wait(2).expire('7');
    run.wait(10);
    if (again) {
      run.operate(1, { grant: { ttl: 60, lease: '7' } });
    } else {
      // Granted by nobody that the journal knows.
      run.etcd.execute({ grant: { ttl: 60, lease: '7' } });
    }
    run.put(1, 'k', 'two', '7');
    run.wait(10);
    const { history, witness } = witnessed(run.end());
    return linearizable(history, witness);
  };

  test('is found', () =>
    expect(messages(attached(false))).toMatch(
      /client 1 was told at revision 4 that k is attached to lease 7, which had ended with its keys/,
    ));

  test('is none where the lease was granted again', () => expect(attached(true)).toEqual([]));
});

describe('a recorder that shows nothing more', () => {
  const silent = (seconds: number) => {
    const run = start();
    run.recorder(8, 'm2');
    run.put(1, 'k', 'one');
    const records = run.finals(['m1', 'm2']).wait(seconds).end();
    const mute = records.filter(
      (record) => !(record.type === 'watched' && record.watch === 2 && record.revision > 2),
    );
    const { history, witness } = witnessed(mute);
    return watchNoGap(history, witness).findings;
  };

  test('while its member shows it to others is found', () =>
    expect(messages(silent(21))).toMatch(
      /reliable: watch 2 on m2 stayed open .* never showed revision 3 .* which m2 had by/,
    ));

  test('for a moment is none', () => expect(silent(5)).toEqual([]));
});
