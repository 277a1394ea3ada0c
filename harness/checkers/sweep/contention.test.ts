import { describe, expect, test } from '@jest/globals';
import { buildHistory } from '../testing/build-history';
import { JournalBuilder } from '../testing/journal-builder';
import { fairnessOf } from './contention';
import { measuredPoints } from './measured-points';

const SECOND = 1_000_000;

describe('contenders', () => {
  test('are told by the guarded writes that they began while it counted', () => {
    const run = new JournalBuilder();
    const contention = { keys: 1, clients: 2, strategy: 'none' } as const;
    const point = { type: 'point', point: 3, rtt: 0, jitter: 0, contention } as const;
    const write = (client: number, at: number, mod: number, key = 'contention/3/1') => {
      run.now = at;
      const then = [{ put: { key, value: `${client}.${at}` } }];
      const guard = { key, target: 'mod', is: '=', to: mod } as const;
      run.operate(client, { txn: { if: [guard], then, else: [] } }, { invoke: at, returned: at + 10 });
      return run.etcd.revision;
    };
    run.tell({ ...point, state: 'set' }, 1);
    run.tell({ type: 'link', point: 3, from: 'm1', to: 'm2', wanted: 0, jitter: 0, seen: [0.2] }, 2);
    for (const client of [1, 2]) {
      run.tell({ type: 'client', client, member: 'm1', role: 'traffic', scope: 'contention' }, 3);
    }
    const early = write(1, 0.9 * SECOND, 0);
    run.tell({ ...point, state: 'measure' }, SECOND);
    const first = write(1, 1.1 * SECOND, early);
    write(2, 1.2 * SECOND, early);
    const second = write(1, 1.3 * SECOND, first);
    write(2, 1.4 * SECOND, second);
    // Its ownership key is no key that they contend for.
    write(2, 1.5 * SECOND, 0, 'contention/3/1.lock/2');
    run.tell({ ...point, state: 'rest' }, 3 * SECOND);
    write(1, 3.1 * SECOND, run.etcd.revision);
    run.tell({ ...point, state: 'end' }, 4 * SECOND);
    run.now = 4 * SECOND;
    const [measured] = measuredPoints(buildHistory(run.end()));
    expect(measured).toMatchObject({
      verdict: 'measured',
      contention: { ...contention, attempts: 4, won: 3, throughput: 1.5, fairness: 0.9 },
    });
  });
});

test.each([
  [[5, 5, 5], 1],
  [[9, 0, 0], 0.333],
  [[2, 1], 0.9],
])('shares of %j are fair to %d', (shares, fairness) => {
  expect(fairnessOf(shares)).toBe(fairness);
});
