import type { ChildProcess } from 'node:child_process';

/** How a process ended; 70 where a signal ended it. @throws Error where it could not be started */
export const exitCodeOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    child.once('exit', (code) => resolve(code ?? 70));
    child.once('error', reject);
  });
