import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../time/until';

/** Milliseconds in which the kernel is trusted to end what was killed. */
const GONE_WITHIN = 30_000;

/** The control group of all pods of a node: by it they are found, since containers are in sessions of their own. */
export class PodGroup {
  constructor(
    /** From the root of every hierarchy. */
    readonly path: string,
    private readonly folders: readonly string[],
  ) {}

  /** Kills every process of every pod and waits until none is left. */
  async kill(): Promise<void> {
    await until(
      () => {
        const pids = new Set(this.folders.flatMap(processesBelow));
        pids.forEach(killUnlessGone);
        return pids.size === 0;
      },
      { within: GONE_WITHIN, what: `the processes below control group ${this.path} to end` },
    );
  }
}

function processesBelow(folder: string): number[] {
  if (!existsSync(folder)) {
    return [];
  }
  const below = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const here = unlessGone(() => readFileSync(join(folder, 'cgroup.procs'), 'utf8')) ?? '';
  return [...pidsIn(here), ...below.flatMap(({ name }) => processesBelow(join(folder, name)))];
}

/** Processes of other worlds would show as 0. */
const pidsIn = (text: string): number[] =>
  text
    .split('\n')
    .map(Number)
    .filter((pid) => pid > 0);

const killUnlessGone = (pid: number): void => {
  unlessGone(() => process.kill(pid, 'SIGKILL'));
};

/** A group whose last process ended may be removed by its kubelet at any time. */
function unlessGone<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (['ENOENT', 'ENODEV', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      return undefined;
    }
    throw error;
  }
}
