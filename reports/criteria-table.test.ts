import { describe, expect, test } from '@jest/globals';
import { criteriaTable } from './criteria-table';
import { failing, hostile, inconclusive, judged, passing } from './testing/sample-result';

const ANSI = /\u001b\[\d+m/g;

describe('criteria table', () => {
  test('has a row a criterion, in columns', () => {
    const lines = criteriaTable(passing.criteria);
    expect(lines).toHaveLength(1 + passing.criteria.length);
    expect(lines[0]).toBe('claim   criterion           measured      threshold  verdict');
    expect(lines).toContain('UPG-5   upgrade-gap         1.83 s        ≤ 5 s      pass');
    expect(lines).toContain('UPG-1   no-lost-writes      0 violations  none       pass');
    expect(lines).toContain('run     faults-proven       100 %         ≥ 100 %    pass');
  });

  test.each([
    ['passing', passing],
    ['failing', failing],
    ['inconclusive', inconclusive],
    ['hostile', hostile],
  ])('%s fits 80 columns', (_, { criteria }) => {
    for (const line of criteriaTable(criteria, { colours: true, columns: 200 })) {
      expect(Array.from(line.replace(ANSI, '')).length).toBeLessThanOrEqual(80);
    }
  });

  test('says what a verdict other than pass rests on', () => {
    const lines = criteriaTable(failing.criteria);
    const row = lines.findIndex((line) => line.includes('no-lost-writes'));
    expect(lines[row]).toMatch(/ 2 violations +none +fail$/);
    expect(lines[row + 1]).toBe('        2 acknowledged writes are missing on m1');
  });

  test('colours only where told', () => {
    expect(criteriaTable(failing.criteria, { colours: true, columns: 80 }).join('\n')).toContain(
      '\u001b[31mfail\u001b[39m',
    );
    expect(criteriaTable(failing.criteria).join('\n')).not.toContain('\u001b');
  });

  test('passes on nothing that a terminal obeys, however short', () => {
    const short = judged('\u001b[2J', { claim: 'a\nb', unit: '\u0007', verdict: 'fail', evidence: '\u202e' });
    const text = criteriaTable([...hostile.criteria, short]).join('');
    expect(text.match(/[\u0000-\u001f\u007f-\u009f\u202e]/)).toBeNull();
    expect(text).toContain('a\\nb');
  });
});
