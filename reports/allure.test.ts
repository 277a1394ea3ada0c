import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Result } from '../harness/result/result';
import { writeAllure } from './allure';
import { failing, hostile, inconclusive, interrupted, passing } from './testing/sample-result';
import { inTemporaryFolder } from './testing/temporary-folder';

const Written = z.object({
  uuid: z.string(),
  historyId: z.string(),
  testCaseId: z.string(),
  name: z.string(),
  status: z.string(),
  statusDetails: z.object({ message: z.string(), trace: z.string() }),
  description: z.string(),
  labels: z.array(z.object({ name: z.string(), value: z.string() })),
});
type Written = z.infer<typeof Written>;

const read = (folder: string): Written[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('-result.json'))
    .map((name) => Written.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
    .sort((one, other) => one.name.localeCompare(other.name));

const writtenOf = (result: Result): Written[] =>
  inTemporaryFolder((folder) => {
    writeAllure(folder, result);
    return read(folder);
  });

const statuses = (result: Result): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { status } of writtenOf(result)) {
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
};

describe('allure results', () => {
  test.each([
    ['passing', passing, { passed: 22, skipped: 1 }],
    ['failing', failing, { passed: 21, failed: 1, skipped: 1 }],
    ['inconclusive', inconclusive, { passed: 21, broken: 1, skipped: 1 }],
    ['interrupted', interrupted, { broken: 1, skipped: 1 }],
    ['hostile', hostile, { passed: 20, failed: 2, broken: 1, skipped: 1 }],
  ])('%s: a status a case', (_, result, counts) => expect(statuses(result)).toEqual(counts));

  test('a failure carries its finding, its claim, and where the evidence is', () => {
    const failed = writtenOf(failing).find((one) => one.status === 'failed');
    expect(failed?.statusDetails.message).toBe('2 acknowledged writes are missing on m1');
    expect(failed?.statusDetails.trace).toContain('was acknowledged, and no member has it. [3.17, 9.1]');
    expect(failed?.labels).toContainEqual({ name: 'claim', value: 'UPG-1' });
    expect(failed?.description).toContain('../journal.jsonl');
  });

  test('history ids stay between runs and differ between cases and subjects', () => {
    const ids = (result: Result): string[] => writtenOf(result).map((one) => one.historyId);
    const later = { ...failing, seed: 8, startedAt: '2026-02-02T00:00:00Z', command: 'other' };
    expect(ids(later)).toEqual(ids(passing));
    expect(new Set(ids(passing)).size).toBe(23);
    const subject = passing.subject && { ...passing.subject, to: '3.7.3' };
    expect(ids({ ...passing, subject })).not.toEqual(ids(passing));
  });

  test('writing a result again replaces it', () =>
    inTemporaryFolder((folder) => {
      writeAllure(folder, passing);
      writeAllure(folder, { ...failing });
      expect(read(folder)).toHaveLength(23);
      expect(read(folder).filter((one) => one.status === 'failed')).toHaveLength(1);
    }));
});
