import { existsSync, mkdirSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Budget } from '../topology/topology';

const ROOT = '/sys/fs/cgroup';
/** The kernel's accounting period; a quota is a share of it. */
const PERIOD_MICROSECONDS = 100_000;

/** A setting file of a control group, by controller, for each version of the interface. */
interface Setting {
  readonly controller: 'cpu' | 'memory';
  readonly file: string;
  readonly value: string;
}

/** Of the interface that is mounted here: all controllers in one tree (2), or a tree for each (1). */
const versionHere = (): 1 | 2 => (existsSync(join(ROOT, 'cgroup.controllers')) ? 2 : 1);

/**
 * The control groups of one run, `<root>/<run>/<node>`. They are the one thing that the kernel does not remove with the
 * processes: whoever makes them has a reaper for them.
 */
export class ControlGroups {
  private constructor(
    private readonly version: 1 | 2,
    private readonly run: string,
  ) {}

  /**
   * Makes the run's top folders.
   * @returns undefined where control groups cannot be written; the capability is then absent
   */
  static of(run: string): ControlGroups | undefined {
    try {
      ControlGroups.folders(run).forEach((folder) => mkdirSync(folder));
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

  private folders(): string[] {
    return ControlGroups.folders(this.run);
  }

  /** Where, from the root of any hierarchy, a node's group is: an engine makes containers' own groups below it. */
  parentOf(node: string): string {
    return `/${this.run}/${node}`;
  }

  /** @returns the folders that a program of the node joins by writing its process id */
  create(node: string, budget: Budget): readonly string[] {
    const settings = this.version === 2 ? settingsOfV2(budget) : settingsOfV1(budget);
    if (this.version === 2) {
      writeFileSync(join(ROOT, 'cgroup.subtree_control'), '+cpu +memory');
      this.folders().forEach((top) => writeFileSync(join(top, 'cgroup.subtree_control'), '+cpu +memory'));
    }
    const folders = this.folders().map((top) => join(top, node));
    // Not recursive: where the reaper has been at work already, nothing may be made again.
    folders.forEach((folder) => mkdirSync(folder));
    for (const { controller, file, value } of settings) {
      const folder = folders.find((one) => this.version === 2 || one.startsWith(join(ROOT, controller)));
      writeFileSync(join(folder as string, file), value);
    }
    return folders;
  }

  /** Removes all of the run's groups; they must be empty of processes. */
  remove(): void {
    // An engine has made them in every hierarchy of version 1, whether or not it bounds anything there.
    const hierarchies = this.version === 2 || !existsSync(ROOT) ? [ROOT] : namesIn(ROOT);
    for (const top of hierarchies.map((one) => join(one, this.run))) {
      // Some of them are names of others.
      if (!existsSync(top)) {
        continue;
      }
      const nodes = readdirSync(top, { withFileTypes: true }).filter((entry) => entry.isDirectory());
      nodes.forEach((node) => rmdirSync(join(top, node.name)));
      rmdirSync(top);
    }
  }
}

const namesIn = (folder: string): string[] => readdirSync(folder).map((name) => join(folder, name));

function settingsOfV1({ cpus, memoryBytes }: Budget): Setting[] {
  return [
    ...(cpus === undefined
      ? []
      : [
          { controller: 'cpu' as const, file: 'cpu.cfs_period_us', value: String(PERIOD_MICROSECONDS) },
          { controller: 'cpu' as const, file: 'cpu.cfs_quota_us', value: quota(cpus) },
        ]),
    ...(memoryBytes === undefined
      ? []
      : [{ controller: 'memory' as const, file: 'memory.limit_in_bytes', value: String(memoryBytes) }]),
  ];
}

function settingsOfV2({ cpus, memoryBytes }: Budget): Setting[] {
  return [
    ...(cpus === undefined
      ? []
      : [{ controller: 'cpu' as const, file: 'cpu.max', value: `${quota(cpus)} ${PERIOD_MICROSECONDS}` }]),
    ...(memoryBytes === undefined
      ? []
      : [{ controller: 'memory' as const, file: 'memory.max', value: String(memoryBytes) }]),
  ];
}

const quota = (cpus: number): string => String(Math.round(cpus * PERIOD_MICROSECONDS));
