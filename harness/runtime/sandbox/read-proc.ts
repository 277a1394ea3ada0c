import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A file below /proc.
 * @returns undefined where the process or thread has ended, or where this kernel keeps no such file
 */
export const readProc = (file: string): string | undefined =>
  unlessEnded(() => readFileSync(join('/proc', file), 'utf8'));

/** Ids of the threads of a process; none where it has ended. */
export const threadsOf = (pid: number): readonly string[] =>
  unlessEnded(() => readdirSync(`/proc/${pid}/task`)) ?? [];

function unlessEnded<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      return undefined;
    }
    throw error;
  }
}
