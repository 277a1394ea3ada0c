import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Budget } from '../topology/topology';
import type { GroupVersion } from './group-settings';
import { NodeGroup } from './node-group';
import { PodGroup } from './pod-group';

const ROOT = '/sys/fs/cgroup';

/** Of the interface that is mounted here. */
const versionHere = (): GroupVersion => (existsSync(join(ROOT, 'cgroup.controllers')) ? 2 : 1);

/**
 * The control groups of one run, `<root>/<run>/<node>` and below. They are the one thing that the kernel does not remove with
 * the processes: whoever makes them has a reaper for them.
 */
export class ControlGroups {
  private constructor(
    private readonly version: GroupVersion,
    private readonly run: string,
  ) {}

  /**
   * Makes the run's top folders.
   * @returns undefined where control groups cannot be written; the capability is then absent
   */
  static of(run: string, folders = ControlGroups.folders(run)): ControlGroups | undefined {
    try {
      folders.forEach(make);
      return ControlGroups.reserved(run);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (['EACCES', 'EROFS', 'ENOENT', 'EPERM'].includes(code)) {
        return undefined;
      }
      throw error;
    }
  }

  /** Those of a run whose top folders somebody else has made. */
  static reserved(run: string): ControlGroups {
    return new ControlGroups(versionHere(), run);
  }

  /** A run's top folders: one for each controller of version 1, one in all of version 2. */
  static folders(run: string): string[] {
    return versionHere() === 2 ? [join(ROOT, run)] : [join(ROOT, 'cpu', run), join(ROOT, 'memory', run)];
  }

  /** A run's top folders where kubelets make groups below it, which they do in every hierarchy. */
  static everywhere(run: string): string[] {
    return hierarchies().map((hierarchy) => join(hierarchy, run));
  }

  /** Makes the group below which a node's kubelet makes those of its pods. @returns it */
  createForPods(node: string): PodGroup {
    const tops = ControlGroups.everywhere(this.run);
    if (this.version === 2) {
      const controllers = readFileSync(join(ROOT, 'cgroup.controllers'), 'utf8').trim().split(' ');
      const all = controllers.map((name) => `+${name}`).join(' ');
      [ROOT, ...tops].forEach((top) => writeFileSync(join(top, 'cgroup.subtree_control'), all));
    }
    const folders = tops.map((top) => join(top, node));
    folders.forEach(make);
    return new PodGroup(`/${this.run}/${node}`, folders);
  }

  /** Makes a node's own. */
  create(node: string, budget: Budget): NodeGroup {
    const tops = ControlGroups.folders(this.run);
    if (this.version === 2) {
      [ROOT, ...tops].forEach((top) => writeFileSync(join(top, 'cgroup.subtree_control'), '+cpu +memory'));
    }
    const [cpu, memory = cpu] = tops.map((top) => join(top, node)) as [string, string?];
    return NodeGroup.make(`/${this.run}/${node}`, { cpu, memory }, this.version, budget);
  }

  /** Removes all of the run's groups; they must be empty of processes. */
  remove(): void {
    // An engine has made them in every hierarchy of version 1, whether or not it bounds anything there.
    ControlGroups.everywhere(this.run)
      .filter((top) => existsSync(top))
      .forEach(removeWithAllBelow);
  }
}

/** Of version 1 there are many, and maybe one of version 2 beside them. */
const hierarchies = (): string[] =>
  versionHere() === 2 || !existsSync(ROOT) ? [ROOT] : readdirSync(ROOT).map((name) => join(ROOT, name));

/** Some hierarchies are names of others: what is there already need not be made. */
function make(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
  }
}

/** For that reason, and since an engine removes the groups of its containers too, what is gone is removed. */
function removeWithAllBelow(group: string): void {
  try {
    readdirSync(group, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .forEach(({ name }) => removeWithAllBelow(join(group, name)));
    rmdirSync(group);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
  }
}
