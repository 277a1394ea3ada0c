import { Refusal } from '../../errors/refusal';
import type { Budget } from '../../topology/topology';
import { ControlGroups } from '../control-groups';
import type { Engine } from './engine';

/**
 * The control group that all containers of one node are to be in, bounded by the node's budget.
 * @returns its path from the root of each hierarchy, as the engine wants it
 * @throws Refusal (environment) where the engine keeps its groups by systemd, which has slices in their place
 */
export async function budgetedGroup(
  node: string,
  budget: Budget,
  { name }: { readonly name: string },
  { container: { dockerode } }: Engine,
): Promise<string> {
  const { CgroupDriver } = (await dockerode.info()) as { readonly CgroupDriver?: string };
  if (CgroupDriver !== 'cgroupfs') {
    throw Refusal.environment(
      `node ${node} is to have a budget, and the engine keeps control groups by ${CgroupDriver ?? 'nothing'}; start it with --exec-opt native.cgroupdriver=cgroupfs, or use --runtime sandbox`,
    );
  }
  const groups = ControlGroups.reserved(name);
  groups.create(node, budget);
  return groups.parentOf(node);
}
