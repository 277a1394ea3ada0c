import { describe, expect, test } from '@jest/globals';
import { answerOf } from './answer';
import type { Compared } from './report';

const TOPOLOGIES = [
  { name: 'colocated-3', nodes: 3, members: 3 },
  { name: 'dedicated-3+3', nodes: 6, members: 3 },
];

const comparedOf = (more: Partial<Compared> = {}, rounds = 6): Compared => ({
  ...{ metric: 'etcd put p99', load: 'list-storm', unit: 'ms', distinguishable: true },
  arms: [
    { topology: 'colocated-3', median: 80, low: 70, high: 90 },
    { topology: 'dedicated-3+3', median: 20, low: 15, high: 25 },
  ],
  difference: { rounds, median: -60, low: -70, high: -50 },
  ...more,
});

describe('answerOf', () => {
  test('says what is saved, and under which load it begins to matter', () => {
    expect(
      answerOf(TOPOLOGIES, [comparedOf(), comparedOf({ load: 'idle', distinguishable: false })]),
    ).toEqual([
      'colocated-3 takes 3 hosts, dedicated-3+3 6: colocated-3 saves 3',
      'colocated-3 against dedicated-3+3: told apart under list-storm',
      '  list-storm: etcd put p99 80 ms → 20 ms',
      '1 of 2 comparisons were told apart; were there no difference at all, about 0 would be on average',
    ]);
  });

  test('says so where nothing that users feel was told apart', () => {
    const [, second] = answerOf(TOPOLOGIES, [comparedOf({ metric: 'etcd processors' })]);
    expect(second).toMatch(/under none of the loads/);
  });

  test('says that too few rounds tell nothing', () => {
    const answer = answerOf(TOPOLOGIES, [comparedOf({ distinguishable: false }, 2)]);
    expect(answer.at(-1)).toBe('2 rounds cannot tell anything apart from chance: 6 are the least (--rounds)');
    expect(answer).toHaveLength(2);
  });
});
