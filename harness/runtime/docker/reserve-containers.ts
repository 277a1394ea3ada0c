import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { compiled } from '../../package/root';
import { newEngineRun, type EngineRun } from './labels';

/** A run's place in the engine, before anything of it is there. */
export interface ReservedContainers {
  readonly run: EngineRun;
  /** Removes all that is left of it; resolves when it is gone. */
  readonly release: () => Promise<void>;
}

/**
 * Starts a reaper that removes the run's containers however the run ends. It leads a session of its own, so that nothing
 * that ends the run ends it, and works when we close our end of its standard input, or die.
 */
export function reserveContainers(): ReservedContainers {
  const run = newEngineRun();
  const child = spawn(process.execPath, [compiled('harness/runtime/docker/reaper-main'), run.name], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = once(child, 'exit');
  // Told where it is awaited: there the reason is known too.
  ended.catch(() => undefined);
  child.unref();
  return {
    run,
    release: async () => {
      child.ref();
      child.stdin.destroy();
      const [code] = (await ended) as [number | null];
      if (code !== 0) {
        throw new Error(
          `the containers of run ${run.name} could not be removed; "etcd-assay clean" lists them`,
        );
      }
    },
  };
}
