import { describe, expect, test } from '@jest/globals';
import { CRITERION_IDS } from '../result/criterion-id';
import { judgeRecords } from './testing/judge-records';
import { goodRun } from './testing/good-run';

describe('judging a good run', () => {
  const { verdict, criteria, findings, faults, phases } = judgeRecords(goodRun());

  test('every criterion passes', () => {
    expect(findings).toEqual([]);
    expect(criteria.filter((criterion) => criterion.verdict !== 'pass')).toEqual([]);
    expect(criteria.map(({ id }) => id)).toEqual(CRITERION_IDS);
    expect(verdict).toBe('pass');
  });

  test('phases and faults are told', () => {
    expect(phases.map(({ name }) => name)).toEqual([
      'start',
      'from',
      'step-1',
      'mixed-1',
      'step-2',
      'mixed-2',
      'step-3',
      'to',
      'finish',
    ]);
    expect(faults).toMatchObject([
      { name: 'freeze', target: 'm2', proven: true, proof: 'state T' },
      { name: 'kill', target: 'm2', proven: true },
      { name: 'kill-leading', target: 'kube-scheduler of m1', proven: true },
      ...Array.from({ length: 2 }, () => ({ name: 'kill', target: 'm2', proven: true })),
    ]);
  });
});
