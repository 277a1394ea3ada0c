import { compiled } from '../../package/root';
import { reaperOf } from '../reaper';
import { newEngineRun, type EngineRun } from './labels';

/** A run's place in the engine, before anything of it is there. */
export interface ReservedContainers {
  readonly run: EngineRun;
  /** Removes all that is left of it; resolves when it is gone. */
  readonly release: () => Promise<void>;
}

/** Names a run and starts a reaper that removes its containers however the run ends. */
export function reserveContainers(): ReservedContainers {
  const run = newEngineRun();
  const { reap } = reaperOf(
    [process.execPath, compiled('harness/runtime/docker/reaper-main'), run.name],
    `the containers of run ${run.name} could not be removed; "etcd-assay clean" lists them`,
  );
  return { run, release: reap };
}
