import { sep } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { RecordOf } from '../journal/record';

/** What is used of Jest's account of one test. */
export interface TestOutcome {
  /** Claim id, a space, and the title: "CAS-4 exactly one winner". */
  readonly title: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

/** What is used of Jest's account of one suite file. */
export interface FileOutcome {
  readonly testFilePath: string;
  readonly testResults: readonly TestOutcome[];
  /** Why the file could not be run at all. */
  readonly testExecError?: { readonly message: string } | undefined;
}

/** Jest tells errors as text only; suites throw `Unanswered` where an experiment did not come about. */
const UNDECIDED = /^Unanswered: /;

const TITLE = /^([A-Z0-9]+-\d+) (.+)$/;

/**
 * One `assertion` for each test of a file.
 * @throws Error where a test did not run, or names no claim: neither is a verdict
 */
export function assertionsOf(file: FileOutcome, phase: string, t: number): RecordOf<'assertion'>[] {
  if (file.testExecError !== undefined) {
    throw new Error(`${file.testFilePath} could not be run: ${plain([file.testExecError.message])}`);
  }
  return file.testResults.map((test) => {
    const [, claim, title] = TITLE.exec(test.title) ?? [];
    if (claim === undefined || title === undefined) {
      throw new Error(`test "${test.title}" of ${file.testFilePath} names no claim`);
    }
    if (test.status !== 'passed' && test.status !== 'failed') {
      throw new Error(`test "${test.title}" of ${file.testFilePath} was not run: ${test.status}`);
    }
    const ok = test.status === 'passed';
    const message = plain(test.failureMessages);
    const failure = ok ? {} : { message, ...(UNDECIDED.test(message) ? { undecided: true as const } : {}) };
    return { type: 'assertion', t, suite: suiteOf(file.testFilePath), claim, title, phase, ok, ...failure };
  });
}

/** Name of the folder below `suites` that holds a file. */
export function suiteOf(path: string): string {
  const parts = path.split(sep);
  return parts[parts.lastIndexOf('suites') + 1] ?? '';
}

/** Failure messages as a person would quote them: no colours, no stack. */
function plain(messages: readonly string[]): string {
  return stripVTControlCharacters(messages.join('\n'))
    .split('\n')
    .filter((line) => !/^\s+at /.test(line))
    .join('\n')
    .trim();
}
