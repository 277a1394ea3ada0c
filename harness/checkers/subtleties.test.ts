import { describe, expect, test } from '@jest/globals';
import { buildHistory } from './testing/build-history';
import { durability } from './durability';
import { leaseBounds } from './lease-bounds';
import { linearizable } from './linearizable';
import { JournalBuilder } from './testing/journal-builder';
import { answerTo, withKeyValue } from './testing/select';
import { watchNoGap } from './watch/watch-no-gap';
import { witnessOf } from './witness';

const historyOf = (run: JournalBuilder) => {
  const history = buildHistory(run.end());
  return { history, witness: witnessOf(history) };
};

describe('what looks like a contradiction and is none', () => {
  test('an answer with keys only may leave the lease out, but not name another', () => {
    const run = new JournalBuilder().client(1);
    run.recorder(9);
    run.operate(1, { grant: { ttl: 5, lease: '70' } });
    run.put(1, 'k', 'v', '70');
    run.operate(1, { range: { key: 'k', keysOnly: true } });
    const records = run.end();
    const judged = (lease: string | undefined) => {
      const answer = answerTo(records, '"keysOnly":true');
      const lie = withKeyValue(records, answer, ({ key, value, create, mod, version }) => [
        { key, value, create, mod, version, ...(lease === undefined ? {} : { lease }) },
      ]);
      const history = buildHistory(lie);
      return linearizable(history, witnessOf(history));
    };
    expect(judged(undefined)).toEqual([]);
    expect(judged('71')).toHaveLength(1);
  });

  test('a leased key that an undecided delete may have taken has not expired too early', () => {
    const run = new JournalBuilder().client(1);
    run.recorder(9);
    run.operate(1, { grant: { ttl: 5, lease: '70' } });
    run.put(1, 'k', 'v', '70');
    run.lose(1, { delete: { key: 'k' } }, 'effective');
    const { history, witness } = historyOf(run);
    expect(leaseBounds(history, witness)).toEqual({ findings: [], expiries: 0, bounded: true });
  });

  test('... and without such a delete it has', () => {
    const run = new JournalBuilder().client(1);
    run.recorder(9);
    run.operate(1, { grant: { ttl: 5, lease: '70' } });
    run.put(1, 'k', 'v', '70');
    run.expire('70');
    const { history, witness } = historyOf(run);
    expect(leaseBounds(history, witness)).toMatchObject({ findings: [{ operations: ['1.1'] }], expiries: 1 });
  });

  test('a watch may start at the compacted revision and be cancelled below it', () => {
    const run = new JournalBuilder().client(1);
    run.recorder(9);
    for (const value of ['1', '2', '3', '4']) {
      run.put(1, 'k', value);
    }
    run.operate(1, { compact: { revision: 4 } });
    run.watch(1, { from: 4, span: { key: 'k' } });
    run.tell({ type: 'watch', watch: 50, client: 1, key: 'k', from: 3, prev: true });
    run.tell({ type: 'watch-closed', watch: 50, reason: 'compacted', compacted: 4 });
    const cancelled = historyOf(run);
    expect(watchNoGap(cancelled.history, cancelled.witness)).toEqual({ findings: [], holes: [] });
  });

  test('... but not cancelled at it', () => {
    const run = new JournalBuilder().client(1);
    run.recorder(9);
    run.put(1, 'k', '1');
    run.put(1, 'k', '2');
    run.operate(1, { compact: { revision: 3 } });
    run.tell({ type: 'watch', watch: 50, client: 1, key: 'k', from: 3, prev: true });
    run.tell({ type: 'watch-closed', watch: 50, reason: 'compacted', compacted: 3 });
    const { history, witness } = historyOf(run);
    expect(watchNoGap(history, witness).findings).toHaveLength(1);
  });
});

describe('what compaction allows', () => {
  const compacted = () => {
    const run = new JournalBuilder().client(1);
    run.recorder(9);
    for (const value of ['1', '2', '3', '4']) {
      run.put(1, 'k', value);
    }
    run.operate(1, { compact: { revision: 4 } });
    return run;
  };

  test('a read below is refused, one at the compacted revision is answered', () => {
    const run = compacted();
    run.operate(1, { range: { key: 'k', revision: 3 } });
    run.operate(1, { range: { key: 'k', revision: 4 } });
    const { history, witness } = historyOf(run);
    expect(history.operations.map(({ outcome }) => outcome)).toContain('fail');
    expect(linearizable(history, witness)).toEqual([]);
  });

  test('a read below that is answered is a contradiction', () => {
    const run = compacted();
    const op = run.invoke(1, { range: { key: 'k', revision: 3 } });
    const kv = { key: 'k', value: '2', create: 2, mod: 3, version: 2 };
    run.tell({ type: 'ok', op, response: { range: { revision: 5, kvs: [kv], count: 1 } } });
    const { history, witness } = historyOf(run);
    expect(linearizable(history, witness).map(({ message }) => message)).toEqual([
      "client 1's read k read revision 3 after it had been compacted",
    ]);
  });
});

describe('durability where states are not known', () => {
  test('a missing key is lost only if nobody can have deleted it', () => {
    const run = new JournalBuilder().client(1);
    run.closeWatch(run.recorder(9));
    run.put(1, 'maybe', 'v');
    run.put(1, 'lost', 'v');
    run.lose(1, { delete: { key: 'maybe' } }, 'effective');
    run.finals(['m1']);
    const records = run.end();
    const history = buildHistory(records);
    expect(witnessOf(history).gap).toEqual([4, 4]);
    expect(durability(history, witnessOf(history))).toEqual([]);
    const without = buildHistory(
      records.map((record) =>
        record.type === 'ok' && 'range' in record.response
          ? {
              ...record,
              response: {
                range: {
                  ...record.response.range,
                  kvs: record.response.range.kvs.filter(({ key }) => key !== 'lost'),
                },
              },
            }
          : record,
      ),
    );
    expect(durability(without, witnessOf(without)).map(({ message }) => message)).toEqual([
      'client 1 had been told that lost=v at revision 3, and m1 ended with no lost',
    ]);
  });
});
