import type { Cluster } from '../../harness/cluster/cluster';
import type { Journal } from '../../harness/journal/journal';
import { SandboxRuntime } from '../../harness/runtime/sandbox/sandbox-runtime';
import type { Runtime } from '../../harness/runtime/runtime';
import { membersOn } from '../members-on';
import type { Task } from './task';

export interface StartedCluster {
  readonly runtime: Runtime;
  readonly cluster: Cluster;
}

/**
 * What the gate does in an empty sandbox up to its first quorum, step by step.
 * @param passed told after each step
 */
export async function startCluster(
  task: Task,
  journal: Journal,
  passed: (step: 'sandbox' | 'nodes' | 'sidecars' | 'members') => void,
): Promise<StartedCluster> {
  const runtime = await SandboxRuntime.create(task.folder);
  passed('sandbox');
  return { runtime, cluster: await membersOn(runtime, task, journal, passed) };
}
