import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Result } from '../harness/result/result';
import { failing, hostile, inconclusive, interrupted, passing } from './testing/sample-result';
import { inTemporaryFolder } from './testing/temporary-folder';
import { writeReports } from './write-reports';

const REPORTS = ['allure-results', 'junit.xml', 'result.json', 'summary.md'];

describe('writeReports', () => {
  test.each([
    ['passing', passing],
    ['failing', failing],
    ['inconclusive', inconclusive],
    ['interrupted', interrupted],
    ['hostile', hostile],
  ])('%s: writes every report, and result.json is the result', (_, result) =>
    inTemporaryFolder((folder) => {
      const out = join(folder, 'not', 'there');
      const report = writeReports(out, result, join(folder, 'step'));
      expect(report.failures).toEqual([]);
      expect(report.resultJson).toBe(true);
      expect(readdirSync(out).sort()).toEqual(REPORTS);
      expect(existsSync(join(folder, 'step'))).toBe(true);
      expect(Result.parse(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')))).toEqual(result);
    }),
  );

  test.each(REPORTS)('a %s that cannot be written is reported and hides no other', (blocked) =>
    inTemporaryFolder((out) => {
      // A file where a folder must be, or a folder where a file must be, stops root too.
      if (blocked === 'allure-results') {
        writeFileSync(join(out, blocked), '');
      } else {
        mkdirSync(join(out, blocked, 'in-the-way'), { recursive: true });
      }
      const report = writeReports(out, failing, '');
      expect(report.failures).toHaveLength(1);
      expect(report.failures[0]).toContain(`${join(out, blocked)} could not be written: `);
      expect(report.resultJson).toBe(blocked !== 'result.json');
      expect(report.written.map((path) => path.slice(out.length + 1)).sort()).toEqual(
        REPORTS.filter((name) => name !== blocked),
      );
      expect(readdirSync(out).sort()).toEqual(REPORTS);
    }),
  );

  test('a full disk is reported by its name', () =>
    inTemporaryFolder((out) => {
      const report = writeReports(out, passing, '/dev/full');
      expect(report.failures).toEqual([
        expect.stringMatching(/^\/dev\/full could not be written: ENOSPC: no space left/),
      ]);
    }));

  test('a result that breaks its own schema is written all the same, and said', () =>
    inTemporaryFolder((out) => {
      const load = { operations: 1, seconds: 0, rate: NaN };
      const report = writeReports(out, { ...passing, load }, '');
      expect(report.failures).toEqual([
        expect.stringContaining('result.json breaks its own schema: load.rate'),
      ]);
      expect(report.resultJson).toBe(true);
    }));

  test('writing nothing but failures does not throw', () =>
    inTemporaryFolder((folder) => {
      const out = join(folder, 'file');
      writeFileSync(out, '');
      const report = writeReports(out, passing, '');
      expect(report.written).toEqual([]);
      expect(report.failures).toHaveLength(4);
    }));
});
