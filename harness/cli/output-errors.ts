import { ExitCode } from '../errors/exit-code';

/**
 * Keeps the exit code from saying what it must not when output cannot be written. Without a listener, a reader that
 * has gone (`etcd-assay ... | head`) or a full disk behind stdout ends the process with 1, which means that a
 * guarantee was violated. And a result that nobody could get is not one that passed.
 */
export function surviveOutputErrors(): void {
  let unwritable = false;
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    // A reader that closes early got what it wanted.
    if (code === 'EPIPE' || unwritable) {
      return;
    }
    unwritable = true;
    process.stderr.write(`etcd-assay: stdout cannot be written to: ${message}\n`);
  });
  process.stderr.on('error', () => {
    // There is nowhere left to say so.
  });
  process.on('exit', (exitCode) => {
    if (unwritable && exitCode === ExitCode.pass) {
      process.exitCode = ExitCode.environment;
    }
  });
}
