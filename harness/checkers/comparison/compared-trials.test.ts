import { describe, expect, test } from '@jest/globals';
import type { ComparedTrial } from '../../result/compared-trial';
import { buildHistory } from '../testing/build-history';
import { JournalBuilder } from '../testing/journal-builder';
import { comparedTrials } from './compared-trials';

const MS = 1_000;
const SECOND = 1_000_000;

const valueOf = (trial: ComparedTrial | undefined, metric: string): number | null | undefined =>
  trial?.figures.find((one) => one.metric === metric)?.value;

/** Ten seconds from the first second on, of the load `idle`. @param more tells what goes on meanwhile */
function underLoad(more: (run: JournalBuilder) => void, ends = true): ComparedTrial | undefined {
  const run = new JournalBuilder().client(1);
  run.tell({ type: 'trial', trial: 'idle', state: 'set' }, 0);
  run.tell({ type: 'trial', trial: 'idle', state: 'measure' }, SECOND);
  run.tell({ type: 'sample', name: 'machine-busy', value: 0.3 }, 2 * SECOND);
  more(run);
  if (ends) {
    run.tell({ type: 'trial', trial: 'idle', state: 'end' }, 11 * SECOND);
  }
  run.now = 12 * SECOND;
  return comparedTrials(buildHistory(run.end()))[0];
}

const etcdUsage = (cpu: number, waited: number) => ({ name: 'etcd', cpu, waited, rss: 50 << 20 });

describe('a trial under load', () => {
  test('has what programs used of processors, by the time between two looks', () => {
    const trial = underLoad((run) => {
      for (const [node, cpu] of [
        ['m1', 3],
        ['m2', 5],
      ] as const) {
        run.tell({ type: 'usage', node, throttled: 1, programs: [etcdUsage(1, 0)] }, 2 * SECOND);
        run.tell({ type: 'usage', node, throttled: 2, programs: [etcdUsage(cpu, 0.5)] }, 10 * SECOND);
      }
    });
    // (2 + 4) / 8 s, (0.5 + 0.5) / 8 s, and a second of eight.
    expect(valueOf(trial, 'etcd processors')).toBeCloseTo(0.75, 6);
    expect(valueOf(trial, 'etcd waiting for a processor')).toBeCloseTo(0.125, 6);
    expect(valueOf(trial, 'etcd memory, the largest')).toBeCloseTo(50, 6);
    expect(valueOf(trial, 'member nodes held back')).toBeCloseTo(0.125, 6);
  });

  test('does not know what all used where one was started anew, or a member said nothing', () => {
    const trial = underLoad((run) => {
      for (const [node, cpu] of [
        ['m1', 3],
        ['m2', 0.5],
      ] as const) {
        run.tell({ type: 'usage', node, programs: [etcdUsage(1, 0)] }, 2 * SECOND);
        run.tell({ type: 'usage', node, programs: [etcdUsage(cpu, 0.5)] }, 10 * SECOND);
      }
    });
    expect(valueOf(trial, 'etcd processors')).toBeNull();
    expect(valueOf(trial, 'etcd memory, the largest')).toBeNull();
    expect(valueOf(trial, 'WAL fsync mean')).toBeNull();
    expect(valueOf(trial, 'slow applies')).toBeNull();
  });

  test('takes an API call for as long as it took from when it was due, of probes alone', () => {
    const call = { type: 'api', node: 'm1', verb: 'list', object: 'pods/x/', code: 200 } as const;
    const trial = underLoad((run) => {
      run.tell({ ...call, client: 21, began: 2 * SECOND, paced: true }, 2 * SECOND + 30 * MS);
      run.tell({ ...call, client: 22, began: 2 * SECOND }, 3 * SECOND);
      run.tell({ ...call, client: 22, began: 3 * SECOND, code: 503 }, 3 * SECOND + MS);
    });
    expect(valueOf(trial, 'API list p50')).toBeCloseTo(30, 0);
    expect(valueOf(trial, 'load answered')).toBeCloseTo(0.1, 6);
    expect(valueOf(trial, 'load not answered')).toBeCloseTo(0.1, 6);
  });

  test('has what etcd took for its own clients, all members together', () => {
    const trial = underLoad((run) => {
      const pace = { type: 'paced', zone: 'm1', work: 'put' } as const;
      run.tell({ ...pace, client: 1, first: 2 * SECOND, every: 100 * MS }, 2 * SECOND);
      for (let count = 0; count < 5; count += 1) {
        const invoke = 2 * SECOND + count * 100 * MS;
        run.operate(1, { put: { key: 'k', value: `v${count}` } }, { invoke, returned: invoke + 12 * MS });
      }
    });
    expect(valueOf(trial, 'etcd put p99')).toBeCloseTo(12, 0);
    expect(valueOf(trial, 'etcd read p99')).toBeNull();
  });

  test('is not to be relied on where the harness was late, the machine used up, or it was broken off', () => {
    const sampled = (name: string, value: number) =>
      underLoad((run) => [3, 4].forEach((at) => run.tell({ type: 'sample', name, value }, at * SECOND)));
    expect(sampled('event-loop-lag', 300)?.why).toMatch(/the harness itself was 300 ms late/);
    expect(sampled('machine-busy', 1)?.why).toMatch(/processors were used up/);
    const atItsEnd = underLoad((run) => {
      run.tell({ type: 'sample', name: 'event-loop-lag', value: 2 }, 10 * SECOND);
      run.tell({ type: 'sample', name: 'event-loop-lag', value: 2_000 }, 11 * SECOND + 900 * MS);
    });
    expect(atItsEnd?.why).toMatch(/2000 ms late/);
    expect(sampled('machine-busy', 0.9)).toMatchObject({ verdict: 'measured', why: null });
    expect(underLoad(() => undefined, false)).toMatchObject({
      ...{ verdict: 'inconclusive', why: 'it was broken off', figures: [] },
    });
  });
});

describe('a loss', () => {
  const lost = (proven = true, looked = true): ComparedTrial | undefined => {
    const run = new JournalBuilder().client(1, 'm1').client(2, 'm2');
    const tell = (state: 'set' | 'measure' | 'lost' | 'back' | 'whole' | 'end', t: number): void => {
      const what = state === 'lost' ? { what: 'node m1', node: 'm1' } : {};
      run.tell({ type: 'trial', trial: 'lost-node', state, ...what }, t * SECOND);
    };
    const api = { type: 'api', verb: 'list', object: 'x/', code: 200, paced: true } as const;
    const answers = (t: number, client: number): void => {
      run.tell({ ...api, client: 20 + client, node: `m${client}`, began: t * SECOND }, t * SECOND);
      const put = { put: { key: `k${client}`, value: `v${t}` } };
      run.operate(client, put, { invoke: t * SECOND, returned: t * SECOND + MS });
    };
    [1, 2].forEach((client) =>
      run.tell({ type: 'paced', client, zone: `m${client}`, work: 'put', first: 1, every: SECOND }, 0),
    );
    tell('set', 1);
    tell('measure', 2);
    tell('lost', 10);
    const fault = { type: 'fault', fault: 1, name: 'lost-node', target: 'node m1', quorum: true } as const;
    if (proven) {
      run.tell({ ...fault, state: 'proven', proof: 'gone' }, 10 * SECOND);
    }
    if (looked) {
      run.tell({ type: 'sample', name: 'machine-busy', value: 0.3 }, 10.5 * SECOND);
    }
    for (let t = 11; t <= 20; t += 1) {
      // The first is back for its last second only; the other one answers nobody for three.
      if (t > 19) {
        answers(t, 1);
      }
      if (t > 13) {
        answers(t, 2);
      }
    }
    tell('back', 16);
    tell('whole', 21);
    tell('end', 22);
    run.now = 22 * SECOND;
    return comparedTrials(buildHistory(run.end()))[0];
  };

  test('has a blast radius, and a time until all was whole', () => {
    const trial = lost();
    expect(trial).toMatchObject({ trial: 'lost-node', verdict: 'measured' });
    expect(valueOf(trial, 'members gone')).toBe(2);
    expect(valueOf(trial, 'etcd unavailable')).toBeCloseTo(4, 1);
    expect(valueOf(trial, 'API unavailable everywhere')).toBeCloseTo(4, 1);
    expect(valueOf(trial, 'API unavailable at the worst surviving server')).toBeCloseTo(4, 1);
    expect(valueOf(trial, 'until whole again, from being given back')).toBe(5);
  });

  test('that nobody saw, or during which nobody looked at the machine, is not to be relied on', () => {
    expect(lost(false)).toMatchObject({ verdict: 'inconclusive', why: 'nobody saw that anything was lost' });
    expect(lost(true, false)).toMatchObject({ verdict: 'inconclusive' });
  });
});
