import { describe, expect, test } from '@jest/globals';
import { CLAIMS } from './claims';
import { CRITERIA, criterionOf } from './criteria';
import { CRITERION_IDS } from './criterion-id';

describe('criteria', () => {
  test('are in the order of their ids, each once', () => {
    expect(CRITERIA.map(({ id }) => id)).toEqual(CRITERION_IDS);
    expect(new Set(CRITERION_IDS).size).toBe(CRITERION_IDS.length);
  });

  test('every claim of locks, upgrades and consistency is judged by at least one', () => {
    const judged = new Set<string>(CRITERIA.map(({ claim }) => claim));
    const open = CLAIMS.map(({ id }) => id).filter((id) => !judged.has(id));
    expect(open.filter((id) => /^(CAS|LOCK|NET|UPG|CONS)-/.test(id))).toEqual([]);
  });

  test.each(CLAIMS)('$id: statement and what it takes are sentences', ({ statement, shows }) => {
    for (const text of [statement, shows]) {
      expect(text).toMatch(/^([A-Z]|etcdctl ).*\.$/);
    }
  });

  test('a guarantee tolerates nothing and cannot be loosened', () => {
    for (const { threshold, bound, settable } of CRITERIA.filter(({ unit }) => unit === 'violations')) {
      expect({ threshold, bound, settable }).toEqual({ threshold: 0, bound: 'most', settable: false });
    }
  });

  test('an operator’s threshold says in its source whose default it is', () => {
    for (const { source } of CRITERIA.filter(({ settable }) => settable)) {
      expect(source).toMatch(/^(A default of this project's|This project's own rule)/);
    }
  });

  test.each(CRITERIA)('$id: texts are sentences', ({ title, meaning, source, advice, repeating }) => {
    expect(title).not.toMatch(/\.$/);
    for (const text of [meaning, source, advice, repeating]) {
      expect(text).toMatch(/^([A-Z]|etcd ).*\.$/);
      expect(text).not.toMatch(/ {2}|\n/);
    }
    expect(meaning).toContain('Measured: ');
  });

  test('one by its id', () => expect(criterionOf('upgrade-gap')).toMatchObject({ threshold: 5, unit: 's' }));
});
