import { expect } from '@jest/globals';
import type { Premises } from './premises';
import { expectNothingLeft } from './expect-nothing-left';
import { type Ran, runCli } from './run-cli';

export interface Refused {
  readonly exitCode: number;
  readonly message: RegExp;
}

export interface Circumstances {
  readonly env?: NodeJS.ProcessEnv;
  /** Words that the CLI is wrapped in. */
  readonly within?: readonly string[];
  /** A folder in which something may stay. */
  readonly out?: string;
}

export const STACK_FRAME = /^\s+at .*(:\d+:\d+|<anonymous>)\)?$/m;

/**
 * Runs the real CLI, and again with `--json`, and expects both to be refused as they should be: the exit code,
 * one line on stderr, no stack trace, one JSON object that says the same, and nothing left behind.
 */
export async function expectRefusal(
  premises: Premises,
  words: readonly string[],
  { exitCode, message }: Refused,
  { env = {}, within = [], out }: Circumstances = {},
): Promise<void> {
  const setting = { cwd: premises.cwd, env: { ...premises.env, ...env }, within };
  const before = premises.traces(undefined, out);
  const [plain, json] = await Promise.all([runCli(words, setting), runCli([...words, '--json'], setting)]);
  expect({ code: plain.code, stderr: plain.stderr }).toEqual({
    code: exitCode,
    stderr: expect.stringMatching(message),
  });
  expect(plain.stderr.trimEnd().split('\n')).toHaveLength(1);
  expectOneObject(json, { exitCode, message });
  for (const { stderr } of [plain, json]) {
    expect(stderr).not.toMatch(STACK_FRAME);
  }
  await expectNothingLeft(premises, before, out === undefined ? {} : { out });
}

/** With `--json` stdout is one object, whatever happened, and says the process's own exit code. */
export function expectOneObject({ code, stdout }: Ran, { exitCode, message }: Refused): void {
  expect(code).toBe(exitCode);
  expect(stdout.endsWith('\n')).toBe(true);
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  expect(JSON.parse(stdout)).toMatchObject({
    verdict: null,
    exitCode,
    error: expect.stringMatching(message),
    interrupted: exitCode === 130,
  });
}
