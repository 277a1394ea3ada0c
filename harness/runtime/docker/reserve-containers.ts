import { Refusal } from '../../errors/refusal';
import { compiled } from '../../package/root';
import type { Topology } from '../../topology/topology';
import { ControlGroups } from '../control-groups';
import { reaperOf } from '../reaper';
import { newEngineRun, type EngineRun } from './labels';

/** A run's place in the engine, before anything of it is there. */
export interface ReservedContainers {
  readonly run: EngineRun;
  /** Removes all that is left of it; resolves when it is gone. */
  readonly release: () => Promise<void>;
}

/**
 * Names a run and starts a reaper that removes its containers however the run ends. Where the topology has budgets it also
 * makes the control groups that they are kept by.
 * @throws Refusal (environment) where those cannot be written
 */
export function reserveContainers({ name, nodes }: Pick<Topology, 'name' | 'nodes'>): ReservedContainers {
  const run = newEngineRun();
  const { reap } = reaperOf(
    [process.execPath, compiled('harness/runtime/docker/reaper-main'), run.name],
    `the containers of run ${run.name} could not be removed; "etcd-assay clean" lists them`,
  );
  if (nodes.some(({ budget }) => budget !== undefined) && ControlGroups.of(run.name) === undefined) {
    throw Refusal.environment(
      `topology ${name} gives its nodes budgets, and control groups cannot be written here; run as root on the engine's machine, or choose a topology without budgets`,
    );
  }
  return { run, release: reap };
}
