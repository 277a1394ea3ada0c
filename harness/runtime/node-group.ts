import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Budget } from '../topology/topology';
import { boundsOf, type GroupVersion, shareOf } from './group-settings';
import { parseThrottling, type Throttling } from './throttling';

/** Where a node's group is, by controller: one folder for both in version 2. */
interface Folders {
  readonly cpu: string;
  readonly memory: string;
}

/** The group of all programs of a node that nobody requested anything for. */
const REST = 'rest';
/** As much as a whole core: those are of the harness, and stand for the network, which is not to starve. */
const REST_MILLICORES = 1_000;

/**
 * The control group of a node, which its budget bounds. Where programs of the node have CPU requests, there is a group
 * below it for each of them and one for all the rest: version 2 lets no program be in a group that has others below it.
 */
export class NodeGroup {
  private constructor(
    /** From the root of any hierarchy: an engine makes containers' own groups below it. */
    readonly path: string,
    private readonly folders: Folders,
    private readonly budget: Budget,
  ) {}

  /** Makes it; the run's own folders are there already. */
  static make(path: string, folders: Folders, version: GroupVersion, budget: Budget): NodeGroup {
    // Not recursive: where the reaper has been at work already, nothing may be made again.
    new Set([folders.cpu, folders.memory]).forEach((folder) => mkdirSync(folder));
    for (const { controller, file, value } of boundsOf(version, budget)) {
      writeFileSync(join(folders[controller], file), value);
    }
    if (budget.requests !== undefined) {
      makeShares(folders.cpu, version, budget.requests);
    }
    return new NodeGroup(path, folders, budget);
  }

  /** @returns the folders that a program of the node joins by writing its process id */
  joinedBy(program: string): readonly string[] {
    const { folders } = this;
    const cpu = join(folders.cpu, this.belowFor(program));
    return folders.cpu === folders.memory ? [cpu] : [cpu, folders.memory];
  }

  private belowFor(program: string): string {
    const { requests } = this.budget;
    if (requests === undefined) {
      return '';
    }
    return Object.hasOwn(requests, program) ? program : REST;
  }

  /** @returns undefined where the node has no quota of processor time */
  throttling(): Throttling | undefined {
    return this.budget.cpus === undefined
      ? undefined
      : parseThrottling(readFileSync(join(this.folders.cpu, 'cpu.stat'), 'utf8'));
  }
}

function makeShares(folder: string, version: GroupVersion, requests: Readonly<Record<string, number>>): void {
  if (version === 2) {
    // Memory is counted by the node alone.
    writeFileSync(join(folder, 'cgroup.subtree_control'), '+cpu');
  }
  for (const [program, millicores] of Object.entries({ ...requests, [REST]: REST_MILLICORES })) {
    const { file, value } = shareOf(version, millicores);
    mkdirSync(join(folder, program));
    writeFileSync(join(folder, program, file), value);
  }
}
