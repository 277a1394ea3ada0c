import { readdirSync, readFileSync } from 'node:fs';

/** Every process of a run carries its name in its environment, and so do those that it starts. */
export const RUN_VARIABLE = 'ETCD_ASSAY_RUN';

/** Ends what processes of a run are left on this machine. Where there is no /proc, they end by their broken channels alone. */
export function endDescendants(run: string): void {
  for (const pid of processesOf(run)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
        throw error;
      }
    }
  }
}

function processesOf(run: string): number[] {
  const own = `${RUN_VARIABLE}=${run}`;
  return pids().filter((pid) => pid !== process.pid && environmentOf(pid).includes(own));
}

function pids(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** Of a process that is gone, or somebody else's, nothing. */
function environmentOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
