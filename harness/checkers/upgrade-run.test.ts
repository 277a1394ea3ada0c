import { describe, expect, test } from '@jest/globals';
import type { JournalRecord } from '../journal/record';
import { judgeRecords } from './testing/judge-records';
import { revisionsForward } from './revisions-forward';
import { goodRun } from './testing/good-run';
import { JournalBuilder } from './testing/journal-builder';
import { find } from './testing/select';
import { witnessed } from './testing/witnessed';
import { upgradeGap } from './upgrade-gap';

const good = goodRun();

const verdictOf = (records: readonly JournalRecord[], id: string) => {
  const judged = judgeRecords(records).criteria.find((one) => one.id === id);
  return { verdict: judged?.verdict, evidence: judged?.evidence };
};

describe('final contents read as of an old revision', () => {
  /** No barrier write was answered, so that the contents were read as of revision 1. */
  const run = new JournalBuilder();
  for (const [i, member] of ['m1', 'm2'].entries()) {
    run.client(i + 1, member).client(i + 11, member, 'final');
  }
  run.recorder(9);
  run.put(1, 'k', 'v');
  for (const client of [11, 12]) {
    run.operate(client, { range: { key: '\0', end: '\0', revision: 1, serializable: true } });
  }
  const records = run.end();

  test('accuse nobody of having lost what was written since', () => {
    expect(verdictOf(records, 'no-lost-writes')).toEqual({
      verdict: 'inconclusive',
      evidence: 'the final content of m1 was read as of revision 1, and revision 2 was acknowledged',
    });
  });

  test('show no agreement', () => {
    expect(verdictOf(records, 'members-agree')).toMatchObject({ verdict: 'inconclusive' });
  });
});

test('a cluster that ends before what it acknowledged has lost it', () => {
  const run = new JournalBuilder().client(1).client(2, 'm1', 'final');
  run.recorder(9);
  run.put(1, 'k', 'v');
  run.operate(2, { range: { key: '\0', end: '\0' } });
  const ended = find(run.end(), 'ok', ({ op }) => op === '2.1');
  const lying = run.records.map((record) =>
    record === ended ? { ...ended, response: { range: { revision: 1, kvs: [], count: 0 } } } : record,
  );
  expect(judgeRecords(lying).findings).toContainEqual(
    expect.objectContaining({
      checker: 'no-lost-writes',
      message: 'm1 ended at revision 1, after client 1 had been told that it made revision 2 (put k=v)',
    }),
  );
});

describe('the revision of a watch response', () => {
  const put = (mod: number) => ({ put: { key: 'k', value: `${mod}`, create: 2, mod, version: mod - 1 } });
  const told = (...responses: readonly (readonly [revision: number, ...mods: number[]])[]) => {
    const run = new JournalBuilder().client(1);
    run.tell({ type: 'watch', watch: 5, client: 1, key: 'k', from: 1, prev: false });
    for (const [revision, ...mods] of responses) {
      run.tell({ type: 'watched', watch: 5, revision, events: mods.map(put) });
    }
    return revisionsForward(witnessed(run.end()).history).map(({ message }) => message);
  };

  test('may go back where etcd sends again what a slow client did not take', () => {
    expect(told([5000, 2, 3], [4, 4], [5, 5], [5])).toEqual([]);
  });

  test('is not below its own events, nor a notification below what was shown', () => {
    expect(told([2, 3])).toEqual(['watch 5 went back from revision 3 to a response at 2']);
    expect(told([3, 3], [2])).toEqual(['watch 5 went back from revision 3 to a response at 2']);
    expect(told([3, 3], [9], [8])).toEqual(['watch 5 went back from revision 9 to a response at 8']);
    expect(told([3, 3], [9], [9, 8])).toEqual(['watch 5 went back from revision 9 to an event at 8']);
  });
});

test('silence before the first answer is a gap as well', () => {
  const run = new JournalBuilder().client(1);
  run.tell({ type: 'phase', name: 'step-1' });
  run.lose(1, { put: { key: 'k', value: 'never' } }, 'without effect');
  run.wait(8);
  run.put(1, 'k', 'v');
  run.read(1, 'k');
  expect(upgradeGap(witnessed(run.end()).history, 5).findings).toMatchObject([
    { message: expect.stringMatching(/no writes were answered for 8 s in step-1/) },
    { message: expect.stringMatching(/no linearizable reads were answered for 8 s in step-1/) },
  ]);
});

describe('enough load', () => {
  test('a write that was under way when a fault began shows nothing about the fault', () => {
    const inject = find(good, 'fault', ({ state }) => state === 'inject');
    const heal = find(good, 'fault', ({ state }) => state === 'heal');
    const moved = good.map((record) =>
      record.type === 'invoke' && record.t > inject.t && record.t < heal.t && 'put' in record.request
        ? { ...record, t: inject.t - 1 }
        : record,
    );
    expect(verdictOf(moved, 'load-enough')).toMatchObject({
      verdict: 'inconclusive',
      evidence: expect.stringMatching(/put during fault 1/),
    });
  });

  test('a soak needs as much in each round as other phases do', () => {
    const finish = find(good, 'phase', ({ name }) => name === 'finish');
    const soaked = good.flatMap((record): JournalRecord[] =>
      record === finish ? [{ type: 'phase', t: finish.t, name: 'soak-1' }, finish] : [record],
    );
    expect(verdictOf(soaked, 'load-enough')).toMatchObject({
      verdict: 'inconclusive',
      evidence: expect.stringMatching(/put through m1 in soak-1/),
    });
  });
});
