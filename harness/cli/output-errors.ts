/**
 * Keeps the exit code that of the verdict when nobody reads what is printed: without a listener, a reader that
 * has gone (`etcd-assay ... | head`) or a full disk behind stdout ends the process with 1, which means that a
 * guarantee was violated.
 */
export function surviveOutputErrors(): void {
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    // A reader that closes early got what it wanted.
    if (code !== 'EPIPE') {
      process.stderr.write(`etcd-assay: stdout cannot be written to: ${message}\n`);
    }
  });
  process.stderr.on('error', () => {
    // There is nowhere left to say so.
  });
}
