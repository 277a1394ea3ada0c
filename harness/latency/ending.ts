import { ExitCode } from '../errors/exit-code';
import type { Verdict } from '../result/result';
import { exitCodeOf } from '../result/result-of';

/** What ended a measurement before its end, and the exit code that belongs to it. */
export interface Stopped {
  readonly why: string;
  readonly exitCode: ExitCode;
}

/** How a measurement of several clusters ended, apart from what it has measured. */
export interface Ending {
  readonly stopped: Stopped | undefined;
  readonly interrupted: boolean;
}

/**
 * The harness's own failure is not to be hidden by what it met, nor a violation by what came after it.
 * @param verdict null where nothing was measured
 */
export function exitCodeOfEnding(verdict: Verdict | null, { stopped, interrupted }: Ending): ExitCode {
  if (interrupted) {
    return ExitCode.interrupted;
  }
  if (stopped?.exitCode === ExitCode.harness) {
    return ExitCode.harness;
  }
  if (verdict === 'fail') {
    return ExitCode.fail;
  }
  return stopped?.exitCode ?? (verdict === null ? ExitCode.environment : exitCodeOf(verdict));
}
