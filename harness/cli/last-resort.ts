import { writeSync } from 'node:fs';
import { ExitCode } from '../errors/exit-code';

/**
 * Ends the process in order after what no part of the harness foresaw. Node's own way, a stack trace and exit
 * code 1, would be taken for a violated guarantee.
 */
export function catchUnforeseen(json: boolean): void {
  process.on('uncaughtException', (error: unknown) => {
    endUnforeseen(error, json);
  });
}

/** Written at once and whole, since nothing can be waited for any more. */
export function endUnforeseen(error: unknown, json: boolean): never {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const [first = ''] = words.split('\n', 1);
  const message = `the harness itself failed: ${first}`;
  const exitCode = ExitCode.harness;
  try {
    writeSync(2, `${words}\netcd-assay: ${message}\n`);
    if (json) {
      writeSync(1, `${JSON.stringify({ verdict: null, exitCode, error: message, interrupted: false })}\n`);
    }
  } finally {
    process.exit(exitCode);
  }
}
