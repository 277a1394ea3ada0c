import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { packageRoot } from '../package/root';
import { CRITERIA } from '../result/criteria';
import { CRITERION_IDS } from '../result/criterion-id';
import { EVALUATIONS } from './evaluations';
import { judgeRecords } from './testing/judge-records';
import { HEADER } from './testing/journal-builder';
import { good } from './testing/lies';

const doc = (name: string): string => readFileSync(join(packageRoot(), 'docs', name), 'utf8');
const backquoted = (text: string): string[] =>
  [...text.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, id]) => id ?? '');

describe('what a criterion says of itself, what judges it and what is written about it agree', () => {
  test('every criterion is judged, and nothing else is', () => {
    expect(Object.keys(EVALUATIONS).sort()).toEqual([...CRITERION_IDS].sort());
  });

  test('a judgement has the claims, units and thresholds that explain shows', () => {
    const said = CRITERIA.map(({ id, claim, unit, threshold }) => ({ id, claim, unit, threshold }));
    const bounds = CRITERIA.filter((one) => one.settable);
    const thresholds = Object.fromEntries(bounds.map(({ id, threshold }) => [id, threshold]));
    const judged = judgeRecords([{ ...HEADER, thresholds }, ...good.slice(1)]).criteria;
    expect(judged.map(({ id, claim, unit, threshold }) => ({ id, claim, unit, threshold }))).toEqual(said);
  });

  test('docs/results.md names the bounds that may be set, each with its unit, and no other', () => {
    const section = doc('results.md').split('## Thresholds')[1] ?? '';
    const settable = CRITERIA.filter((one) => one.settable);
    expect(backquoted(section).sort()).toEqual(settable.map(({ id }) => id).sort());
    const words = { s: 'seconds', ms: 'milliseconds' } as Record<string, string>;
    for (const { id, unit } of settable) {
      expect(section.slice(section.indexOf(id))).toMatch(new RegExp(`^[^.]*?in ${words[unit] ?? '?'}`, 's'));
    }
  });

  test('docs/configuration.md names only criteria that there are', () => {
    const ids = new Set<string>(CRITERION_IDS);
    const [, block = ''] = /thresholds:\n((?: {2}\S.*\n)+)/.exec(doc('configuration.md')) ?? [];
    const named = [...block.matchAll(/^ {2}([a-z-]+):/gm)].map(([, id]) => id ?? '');
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });
});
