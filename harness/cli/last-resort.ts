import { writeSync } from 'node:fs';
import { ExitCode } from '../errors/exit-code';
import { packageRoot } from '../package/root';

/**
 * Ends the process in order after what no part of the harness foresaw. Node's own way, a stack trace and exit
 * code 1, would be taken for a violated guarantee.
 */
export function catchUnforeseen(json: boolean): void {
  process.on('uncaughtException', (error: unknown) => {
    endUnforeseen(error, json);
  });
}

/** What kept the rest from being loaded: mostly an installation that is not whole, which the user can mend. */
export function endUnloaded(error: unknown, json: boolean): never {
  if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') {
    return endUnforeseen(error, json);
  }
  const [missing = ''] = (error as Error).message.split('\n', 1);
  const message = `not installed whole: ${missing}; run "npm ci" in ${packageRoot()}`;
  return end(`etcd-assay: ${message}`, { message, exitCode: ExitCode.environment, json });
}

/** Written at once and whole, since nothing can be waited for any more. */
export function endUnforeseen(error: unknown, json: boolean): never {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const [first = ''] = words.split('\n', 1);
  const message = `the harness itself failed: ${first}`;
  return end(`${words}\netcd-assay: ${message}`, { message, exitCode: ExitCode.harness, json });
}

interface Ending {
  readonly message: string;
  readonly exitCode: ExitCode;
  readonly json: boolean;
}

function end(complaint: string, { message, exitCode, json }: Ending): never {
  try {
    writeSync(2, `${complaint}\n`);
    if (json) {
      writeSync(1, `${JSON.stringify({ verdict: null, exitCode, error: message, interrupted: false })}\n`);
    }
  } finally {
    process.exit(exitCode);
  }
}
