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
/**
 * What counts against etcd: a failed expectation, what a suite calls a violation, and what the experiment is about
 * not coming in time.
 */
const VIOLATED = /^(Error: expect\(|Violated: |WaitedInVain: )/;

const TITLE = /^([A-Z0-9]+-\d+) (.+)$/;

/**
 * One `assertion` for each test of a file.
 * @throws Error where a test did not run, names no claim, or failed by an error of its own: none is a verdict
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
    const failure = ok ? {} : failureOf(test, file.testFilePath);
    return { type: 'assertion', t, suite: suiteOf(file.testFilePath), claim, title, phase, ok, ...failure };
  });
}

/** A contradiction counts, whatever else went wrong beside it. */
function failureOf(
  { title, failureMessages }: TestOutcome,
  path: string,
): Pick<RecordOf<'assertion'>, 'message' | 'undecided'> {
  const messages = failureMessages.map((message) => plain([message]));
  const message = messages.join('\n');
  if (messages.some((one) => VIOLATED.test(one))) {
    return { message };
  }
  if (messages.length > 0 && messages.every((one) => UNDECIDED.test(one))) {
    return { message, undecided: true };
  }
  throw new Error(`test "${title}" of ${path} failed by itself: ${message}`);
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
