import { describe, expect, test } from '@jest/globals';
import type { MeasuredPoint } from '../result/measured-point';
import { tuningVerdict } from './tuning';

const points = [{} as MeasuredPoint];

describe('the verdict of a tuning', () => {
  test.each([
    ['what is recommended bore it', true, 'pass'],
    ['it did not', false, 'inconclusive'],
    ['the figures do not tell', undefined, 'inconclusive'],
  ] as const)('where %s', (_, holds, verdict) => {
    expect(tuningVerdict([{ verdict: 'pass', points }], holds)).toBe(verdict);
  });

  test('is a failure where a guarantee was violated in either cluster, whatever timers bore', () => {
    const passed = { verdict: 'pass', points } as const;
    expect(tuningVerdict([{ verdict: 'fail', points }, passed], true)).toBe('fail');
    expect(tuningVerdict([passed, { verdict: 'fail', points }], true)).toBe('fail');
  });

  test('is none where nothing was measured', () => {
    expect(tuningVerdict([{ verdict: null, points: [] }], undefined)).toBeNull();
  });
});
