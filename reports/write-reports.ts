import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { types } from 'node:util';
import type { Result } from '../harness/result/result';
import { writeAllure } from './allure';
import { writeJunit } from './junit';
import { schemaErrors, writeResultJson } from './result-json';
import { appendStepSummary, writeSummary } from './summary-markdown';

/** What became of the reports. */
export interface WrittenReports {
  /** Paths that were written whole. */
  readonly written: readonly string[];
  /** In words, one line each: what could not be written and why. */
  readonly failures: readonly string[];
  /** Whether result.json is there; without it the exit code 1 may not be returned. */
  readonly resultJson: boolean;
}

/**
 * Writes every report. One that cannot be written (a full disk, a folder in its place) hides neither the others
 * nor the verdict: it is among the failures.
 * @param out the folder, made where it is missing
 * @param stepSummary the file that GitHub Actions shows beneath a step
 */
export function writeReports(
  out: string,
  result: Result,
  stepSummary: string | undefined = process.env['GITHUB_STEP_SUMMARY'],
): WrittenReports {
  const written: string[] = [];
  const failures: string[] = [];
  const attempt = (path: string, write: (path: string, result: Result) => void): void => {
    try {
      write(path, result);
      written.push(path);
    } catch (error) {
      failures.push(
        `${path} could not be written: ${types.isNativeError(error) ? error.message : String(error)}`,
      );
    }
  };
  const resultPath = join(out, 'result.json');
  attempt(resultPath, (path) => {
    mkdirSync(out, { recursive: true });
    writeResultJson(path, result);
  });
  attempt(join(out, 'summary.md'), writeSummary);
  attempt(join(out, 'junit.xml'), writeJunit);
  attempt(join(out, 'allure-results'), writeAllure);
  if (stepSummary !== undefined && stepSummary !== '') {
    attempt(stepSummary, appendStepSummary);
  }
  failures.push(...schemaErrors(result).map((problem) => `result.json breaks its own schema: ${problem}`));
  return { written, failures, resultJson: written.includes(resultPath) };
}
