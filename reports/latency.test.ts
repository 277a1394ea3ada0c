import { describe, expect, test } from '@jest/globals';
import { interval } from './latency';

const threshold = { low: null, high: null, open: [], contradicted: [] };

describe('where something stops to hold', () => {
  test.each([
    [threshold, 'not measured'],
    [{ ...threshold, high: 5 }, 'not even at 5 ms'],
    [
      { ...threshold, high: 1600, open: [0, 100] },
      'not at 1600 ms; too little was tried at 0, 100 ms to tell',
    ],
    [{ ...threshold, low: 200 }, 'up to 200 ms, the most that was tried'],
    [{ ...threshold, low: 200, high: 283 }, 'up to between 200 and 283 ms'],
    [
      { ...threshold, low: 200, high: 283, contradicted: [400] },
      'up to between 200 and 283 ms, though it held at 400 ms',
    ],
  ])('%j: %s', (given, text) => {
    expect(interval(given)).toBe(text);
  });
});
