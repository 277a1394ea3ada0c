import { expect, test } from '@jest/globals';
import { ExitCode } from '../errors/exit-code';
import { exitCodeOfEnding } from './ending';

const harness = { why: 'oh', exitCode: ExitCode.harness };
const environment = { why: 'no quorum', exitCode: ExitCode.environment };
const budget = { why: 'the budget was used up', exitCode: ExitCode.inconclusive };

test.each([
  ['pass', undefined, false, ExitCode.pass],
  ['inconclusive', undefined, false, ExitCode.inconclusive],
  ['fail', undefined, false, ExitCode.fail],
  ['fail', environment, false, ExitCode.fail],
  ['fail', harness, false, ExitCode.harness],
  ['fail', harness, true, ExitCode.interrupted],
  ['inconclusive', environment, false, ExitCode.environment],
  ['inconclusive', budget, false, ExitCode.inconclusive],
  [null, environment, false, ExitCode.environment],
  [null, undefined, false, ExitCode.environment],
] as const)('%s, stopped by %j (interrupted: %s), is exit code %d', (verdict, stopped, interrupted, code) => {
  expect(exitCodeOfEnding(verdict, { stopped, interrupted })).toBe(code);
});
