import { Refusal } from '../../errors/refusal';
import type { Budget } from '../../topology/topology';
import { ControlGroups } from '../control-groups';
import type { NodeGroup } from '../node-group';
import type { Engine } from './engine';

/**
 * The control group that all containers of one node are to be in, bounded by the node's budget.
 * @throws Refusal (environment) where the engine keeps its groups by systemd, which has slices in their place, and where programs
 * have requests: containers are put in their node's group, and none of their own
 */
export async function budgetedGroup(
  node: string,
  budget: Budget,
  { name }: { readonly name: string },
  { container: { dockerode } }: Engine,
): Promise<NodeGroup> {
  if (budget.requests !== undefined) {
    throw Refusal.environment(
      `programs of node ${node} are to have CPU requests, which containers are not given; use --runtime sandbox`,
    );
  }
  const { CgroupDriver } = (await dockerode.info()) as { readonly CgroupDriver?: string };
  if (CgroupDriver !== 'cgroupfs') {
    throw Refusal.environment(
      `node ${node} is to have a budget, and the engine keeps control groups by ${CgroupDriver ?? 'nothing'}; start it with --exec-opt native.cgroupdriver=cgroupfs, or use --runtime sandbox`,
    );
  }
  return ControlGroups.reserved(name).create(node, budget);
}
