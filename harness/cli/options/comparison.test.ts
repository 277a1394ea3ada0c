import { availableParallelism } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { refusalOf } from '../testing/refusal-of';
import { readComparison } from './comparison';

const GiB = 2 ** 30;

describe('what is to be compared', () => {
  test('is by default all that there is, under a budget that leaves cores for the harness', () => {
    const asked = readComparison({});
    expect(asked.topologies).toEqual(['colocated-3', 'colocated-3-all', 'dedicated-3+3']);
    expect(asked.trials).toContain('lost-node');
    expect(asked).toMatchObject({ rounds: 6, measureMs: 6_000, nodes: 100, pods: 300 });
    expect(asked.budget).toEqual({ cpus: 0.75 * availableParallelism(), memoryBytes: 6 * GiB });
  });

  test('is what was asked for', () => {
    expect(
      readComparison({
        ...{ topologies: 'colocated-1, dedicated-1+1', load: 'idle,lost-node', rounds: '2', seconds: '9' },
        ...{ nodes: '7', pods: '8', cpus: '0.75', memory: '2GiB' },
      }),
    ).toMatchObject({
      ...{ topologies: ['colocated-1', 'dedicated-1+1'], trials: ['idle', 'lost-node'], rounds: 2 },
      ...{ measureMs: 9_000, nodes: 7, pods: 8, budget: { cpus: 0.75, memoryBytes: 2 * GiB } },
    });
  });

  test.each([
    [{ topologies: 'colocated-3' }, /--topologies needs two or more/],
    [
      { topologies: 'colocated-3,dedicated-3' },
      /"?dedicated-3"? has no control plane; .*colocated-1, .*dedicated-3\+3/,
    ],
    [{ topologies: 'colocated-3,colocated-3' }, /names colocated-3 twice/],
    [{ topologies: 'colocated-3,' }, /no topology ""/],
    [{ load: 'idle,list-strom' }, /no load "list-strom"; did you mean list-storm/],
    [{ load: 'idle,idle' }, /--load names idle twice/],
    [{ rounds: '0' }, /--rounds must be a whole number from 1 to 100/],
    [{ rounds: ['1', '2'] }, /--rounds is given 2 times/],
    [{ cpus: 'NaN' }, /--cpus must be a number from 0.25 to \d+/],
    [{ cpus: '0.1' }, /--cpus must be a number/],
    [{ cpus: '999' }, /--cpus must be a number/],
    [{ memory: '2GiB' }, /2048 MiB is too little for dedicated-3\+3: its 6 nodes need 3600 MiB together/],
    [{ memory: '-1' }, /--memory must be a size/],
  ])('%j is refused', (given, words) => {
    expect(refusalOf(() => readComparison(given)).message).toMatch(words);
  });
});
