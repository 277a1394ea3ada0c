import type { Refusal } from '../errors/refusal';
import { relay } from '../network/toxiproxy';
import type { EngineRun } from '../runtime/docker/labels';
import type { Runtime } from '../runtime/runtime';
import { ControlGroups } from '../runtime/control-groups';
import { SandboxRuntime } from '../runtime/sandbox/sandbox-runtime';
import { nodesFolder } from './paths';
import type { Plan } from './plan';

/** What was reserved for a run, of which it has to be told. */
export interface Reserved {
  /** Name of the run's control groups, where its topology has budgets. */
  readonly controlGroups?: string | undefined;
  /** Where its nodes are containers. */
  readonly containers?: EngineRun | undefined;
}

/** The runtime that a plan is for. @param lost told where what its nodes are made of is gone */
export async function runtimeFor(
  plan: Plan,
  { controlGroups, containers }: Reserved,
  lost: (why: Refusal) => void,
): Promise<Runtime> {
  if (containers === undefined) {
    const groups = controlGroups === undefined ? undefined : ControlGroups.reserved(controlGroups);
    return SandboxRuntime.create(nodesFolder(plan), groups);
  }
  // Testcontainers takes a while to load, and most runs do without it.
  const { DockerRuntime } = await import('../runtime/docker/docker-runtime');
  return DockerRuntime.create(nodesFolder(plan), containers, { relay, lost });
}
