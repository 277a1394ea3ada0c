import { randomBytes } from 'node:crypto';
import { Refusal } from '../../errors/refusal';
import type { Topology } from '../../topology/topology';
import { ControlGroups } from '../control-groups';
import { startReaper } from './reaper';

/** A run's control groups, made before its sandbox is entered. */
export interface ReservedGroups {
  /** By which the inner process finds them: `ControlGroups.reserved`. */
  readonly run: string;
  /** Removes them; resolves when they are gone. Everything in the sandbox must have ended, or be about to. */
  readonly release: () => Promise<void>;
}

/**
 * Makes the control groups that a topology's budgets and kubelets need, with a reaper that removes them however the run ends.
 * @returns undefined where no node has either: nothing is made then
 * @throws Refusal (environment) where there are some and control groups cannot be written
 */
export function reserveGroups({ name, nodes }: Pick<Topology, 'name' | 'nodes'>): ReservedGroups | undefined {
  const pods = nodes.some(({ kubelet }) => kubelet === true);
  if (!pods && nodes.every(({ budget }) => budget === undefined)) {
    return undefined;
  }
  const run = `etcd-assay-${process.pid}-${randomBytes(4).toString('hex')}`;
  // The reaper first: there must be no moment at which a folder is there and nobody to remove it.
  const folders = pods ? ControlGroups.everywhere(run) : ControlGroups.folders(run);
  const reaper = startReaper(folders);
  if (ControlGroups.of(run, folders) === undefined) {
    const what = pods ? 'a kubelet' : 'budgets';
    throw Refusal.environment(
      `topology ${name} gives its nodes ${what}, and control groups cannot be written here; run as root, or choose a topology without ${what}`,
    );
  }
  return { run, release: reaper.reap };
}
