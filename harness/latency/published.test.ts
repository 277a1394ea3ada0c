import { describe, expect, test } from '@jest/globals';
import { besidePublished } from './published';
import type { Threshold, Thresholds } from './thresholds';

const upTo = (low: number | null, high: number | null): Threshold => ({
  low,
  high,
  open: [],
  contradicted: [],
});

const verdictAt100 = (stable: Threshold, reelectable: Threshold, timers = 'default') => {
  const thresholds: Thresholds = {
    ...{ timers, heartbeat: 100, election: 1000, jitter: 0, stable, reelectable },
    ...{ onTarget: upTo(0, null), reelected: [] },
  };
  return besidePublished({ points: [], thresholds: [thresholds] })[0];
};

describe('a published limit', () => {
  test('holds where it was seen to be borne', () => {
    expect(verdictAt100(upTo(400, null), upTo(200, 400))).toMatchObject({
      ...{ verdict: 'holds', why: 'stable up to 400 ms, re-electable up to 200 ms, not at 400 ms' },
    });
  });

  test('does not hold where either broke at it or below', () => {
    expect(verdictAt100(upTo(50, 100), upTo(400, null))?.verdict).toBe('does not hold');
    expect(verdictAt100(upTo(400, null), upTo(null, 0))?.verdict).toBe('does not hold');
  });

  test('is open where nothing was measured at it', () => {
    expect(verdictAt100(upTo(50, null), upTo(400, null))?.verdict).toBe('not measured');
    expect(verdictAt100(upTo(400, null), upTo(400, null), 'slow')?.verdict).toBe('not measured');
  });
});
