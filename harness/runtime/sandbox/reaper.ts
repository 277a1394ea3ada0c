import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Waits for the end of its standard input, then removes the folders as soon as no process is in them any more:
 * at most 30 s, the time in which the kernel is trusted to have ended killed processes.
 */
const REAP = `
cat >/dev/null
tries=0
for top in "$@"; do
  while [ -d "$top" ]; do
    rmdir "$top"/*/ 2>/dev/null
    rmdir "$top" 2>/dev/null && break
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || exit 1
    sleep 0.05
  done
done`;

/** A process that removes a run's control groups after everybody else. */
export interface Reaper {
  /** Lets it do its work now. @throws Error where a folder would not go */
  readonly reap: () => Promise<void>;
}

/**
 * Control groups are the one thing that the kernel does not remove with the processes. The reaper stands
 * outside the sandbox and in a session of its own, so that nothing that ends the run ends it. It works when its
 * standard input closes; we hold the other end, so that happens however we die.
 */
export function startReaper(folders: readonly string[]): Reaper {
  const child = spawn('sh', ['-c', REAP, 'sh', ...folders], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = once(child, 'exit');
  // Told where it is awaited: there the reason is known too.
  ended.catch(() => undefined);
  // It waits for us; we do not wait for it unless asked to.
  child.unref();
  return {
    reap: async () => {
      child.ref();
      child.stdin.destroy();
      const [code] = (await ended) as [number | null];
      if (code !== 0) {
        throw new Error(`control groups could not be removed: ${folders.join(', ')}`);
      }
    },
  };
}
