import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const DEADLINE_MS = 10_000;

/** Settles once the process has ended; a zombie has. */
export async function gone(pid: number): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  while (existsSync(`/proc/${pid}`) && !/^State:\s*Z/m.test(statusOf(pid))) {
    if (Date.now() > deadline) {
      throw new Error(`process ${pid} is still there:\n${statusOf(pid)}`);
    }
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
