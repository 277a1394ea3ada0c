import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Settles once the process has ended; a zombie has. The test's own timeout bounds the wait. */
export async function gone(pid: number): Promise<void> {
  while (existsSync(`/proc/${pid}`) && !/^State:\s*Z/m.test(statusOf(pid))) {
    await pause(5);
  }
}

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    // It went between our two looks.
    return 'State: Z';
  }
}
