import { describe, expect, test } from '@jest/globals';
import { overlappingBeliefs } from './belief';

const note = (state: 'holds' | 'released', holder: string, t: number) => {
  return { type: 'lock' as const, t, lock: 'l', holder, state, key: holder };
};

describe('overlappingBeliefs', () => {
  test('none where each begins after the one before has ended', () => {
    const notes = [note('holds', 'a', 1), note('released', 'a', 5), note('holds', 'b', 5)];
    expect(overlappingBeliefs(notes)).toEqual([]);
  });

  test('finds two at once, and one that never gave up', () => {
    const notes = [
      note('holds', 'a', 1),
      note('holds', 'b', 4),
      note('released', 'b', 5),
      note('holds', 'c', 6),
    ];
    expect(overlappingBeliefs(notes)).toEqual([
      'b held at 4 µs what a held since 1 µs',
      'c held at 6 µs what a held since 1 µs',
    ]);
  });
});
