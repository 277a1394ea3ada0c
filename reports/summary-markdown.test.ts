import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { appendStepSummary, summaryMarkdown } from './summary-markdown';
import { failing, hostile, interrupted, passing } from './testing/sample-result';
import { inTemporaryFolder } from './testing/temporary-folder';

/** Cells of a table row, a backslash before a pipe making it part of the cell. */
const cells = (row: string): number => row.split(/(?<!\\)\|/).length - 2;

describe('summary.md', () => {
  test('begins with what was tested and the verdict', () => {
    const [heading, , verdict] = summaryMarkdown(passing).split('\n');
    expect(heading).toBe('# etcd 3.5.35 → 3.6.16, 3 members (dedicated-3, sandbox), profile quick, seed 7');
    expect(verdict).toMatch(/^\*\*PASS: 22 of 22 criteria/);
  });

  test('the title says own build, its sha256 and what it says of itself', () => {
    const programs = passing.programs.map((one) => ({ ...one, source: 'own' as const }));
    const [heading] = summaryMarkdown({ ...passing, programs, sabotage: 'wal-tail' }).split('\n');
    expect(heading).toContain('SABOTAGED: wal-tail');
    expect(heading).toContain(
      `own build: etcd 3.6.16, sha256 ${'a'.repeat(64)}, says "etcd Version: 3.6.16, Git SHA: abc"`,
    );
  });

  test('a release is no own build', () => expect(summaryMarkdown(passing)).not.toContain('own build'));

  test('shows findings with their operations, and the command that repeats the run', () => {
    const text = summaryMarkdown(failing);
    expect(text).toContain('Operations: 3.17, 9.1.');
    expect(text).toContain('```sh\netcd-assay gate --from 3.5.35 --to 3.6.16 --seed 7\n```');
  });

  test('of an interrupted run has no empty sections', () => {
    expect(summaryMarkdown(interrupted)).not.toMatch(/## (Criteria|Findings|Faults)/);
  });

  test('hostile text breaks neither tables nor the code block, and adds no HTML', () => {
    const text = summaryMarkdown(hostile);
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    const widths = rows.map(cells);
    expect(rows.filter((row) => row.startsWith('| ---')).map(cells)).toEqual([6, 6, 2, 5]);
    expect(new Set(widths)).toEqual(new Set([6, 2, 5]));
    const [beforeCode = ''] = text.split('````sh');
    expect(beforeCode.match(/<\/?[a-z]+>/g)).toBeNull();
    expect(text.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)).toBeNull();
    expect(text.match(/^````sh$/gm)).toHaveLength(1);
    expect(text.match(/^````$/gm)).toHaveLength(1);
  });

  test('stays below the megabyte that GitHub shows', () => {
    const findings = Array.from({ length: 500 }, () => hostile.findings).flat();
    expect(Buffer.byteLength(summaryMarkdown({ ...hostile, findings }))).toBeLessThan(1024 * 1024);
  });

  test('is appended to a step summary that has something already', () =>
    inTemporaryFolder((folder) => {
      const path = join(folder, 'step');
      writeFileSync(path, 'before\n');
      appendStepSummary(path, passing);
      expect(readFileSync(path, 'utf8')).toBe(`before\n\n${summaryMarkdown(passing)}`);
    }));
});
