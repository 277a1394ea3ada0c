import { describe, expect, test } from '@jest/globals';
import { turnsOf } from './rounds';

const ASKED = {
  topologies: ['a', 'b', 'c'],
  trials: ['lost-node', 'idle', 'list-storm', 'object-churn', 'lost-apiserver'],
  rounds: 3,
  seed: 3,
} as const;

describe('turnsOf', () => {
  test('has every topology once in each round, each of them first once', () => {
    const turns = turnsOf(ASKED);
    expect(turns.map(({ round, topology }) => `${round}${topology}`)).toEqual([
      '1a',
      '1b',
      '1c',
      '2b',
      '2c',
      '2a',
      '3c',
      '3a',
      '3b',
    ]);
  });

  test('puts all topologies of a round through loads in one order, and losses last', () => {
    for (const round of [1, 2, 3]) {
      const orders = turnsOf(ASKED)
        .filter((turn) => turn.round === round)
        .map(({ trials }) => trials.join());
      expect(new Set(orders).size).toBe(1);
      expect(orders[0]).toMatch(/,lost-apiserver,lost-node$/);
    }
  });

  test('draws the order of loads from the seed', () => {
    const orders = (seed: number) =>
      turnsOf({ ...ASKED, seed, rounds: 20 }).map(({ trials }) => trials.join());
    expect(orders(3)).toEqual(orders(3));
    expect(new Set(orders(3)).size).toBeGreaterThan(1);
  });
});
