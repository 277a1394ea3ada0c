import { describe, expect, test } from '@jest/globals';
import type { JudgedCriterion } from '../result/result';
import { claimsOf } from './claims';
import type { Compared } from './report';

const judgedAs = (claim: string, verdict: JudgedCriterion['verdict']): JudgedCriterion => ({
  ...{ id: 'x', claim, verdict, measured: 0, threshold: null, unit: 'violations' },
  evidence: `${claim} by its processes`,
});

const METRICS = [
  'WAL fsync mean',
  'backend commit mean',
  'API patch p99',
  'leader changes',
  'etcd unavailable',
];
const comparedIn = (rounds: number, metrics = METRICS): Compared[] =>
  metrics.map((metric) => ({
    ...{ metric, load: 'idle', unit: 'ms', distinguishable: false },
    arms: ['colocated-1', 'dedicated-1+1'].map((topology) => ({ topology, median: 1, low: 1, high: 1 })),
    difference: { rounds, median: 0, low: 0, high: 0 },
  }));

const verdicts = (judged: readonly JudgedCriterion[], comparisons: readonly Compared[] = []) =>
  claimsOf(judged, comparisons).map(({ id, verdict }) => `${id} ${verdict}`);

describe('claimsOf', () => {
  test('holds where every cluster kept it and every figure has an interval', () => {
    const judged = [judgedAs('TOPO-1', 'pass'), judgedAs('TOPO-2', 'pass')];
    expect(verdicts(judged, comparedIn(6))).toEqual(['TOPO-1 pass', 'TOPO-2 pass', 'TOPO-3 pass']);
  });

  test('fails where one cluster did not keep it, whatever is open elsewhere', () => {
    const judged = ['pass', 'inconclusive', 'fail'].map((verdict) =>
      judgedAs('TOPO-2', verdict as JudgedCriterion['verdict']),
    );
    expect(verdicts(judged)[1]).toBe('TOPO-2 fail');
    expect(verdicts(judged.slice(0, 2))[1]).toBe('TOPO-2 inconclusive');
  });

  test('leaves open what was not there', () => {
    expect(verdicts([])).toEqual(['TOPO-1 inconclusive', 'TOPO-2 inconclusive', 'TOPO-3 inconclusive']);
  });

  test('leaves the difference open in too few rounds, or without one of its figures', () => {
    expect(verdicts([], comparedIn(5))[2]).toBe('TOPO-3 inconclusive');
    const [, , third] = claimsOf([], comparedIn(6, METRICS.slice(1)));
    expect(third?.evidence).toBe('not in 6 rounds of a co-located and a dedicated cluster: WAL fsync mean');
  });

  test('takes no difference between two co-located topologies for one that sharing makes', () => {
    const alike = comparedIn(6).map((one) => ({
      ...one,
      arms: one.arms.map((arm) => ({ ...arm, topology: arm.topology.replace('dedicated', 'colocated') })),
    }));
    expect(verdicts([], alike)[2]).toBe('TOPO-3 inconclusive');
  });
});
