import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Node, ProbeRequest, ProbeResult, ProgramSpec } from '../node';
import type { RunningProgram } from '../running-program';
import type { PodGroup } from '../pod-group';
import { LoopDisk } from './loop-disk';
import { OwnMounts } from './own-mounts';
import { refuses } from './refuses';
import { probeFrom } from '../probe-from';
import type { Throttling } from '../throttling';
import { spawnInNode, type Place } from './spawn-in-node';

/** Of what a node is made beside its name and address. */
interface Materials extends Omit<Place, 'hosts' | 'mounts'> {
  readonly disk?: 'loop' | undefined;
  /** Where a kubelet can run pods. */
  readonly podGroup?: PodGroup | undefined;
}

interface Pods {
  readonly group: PodGroup;
  readonly mounts: OwnMounts;
}

/** A network namespace with a name, an address, a folder and, where asked for, a budget. */
export class SandboxNode implements Node {
  private readonly programs: RunningProgram[] = [];

  private constructor(
    readonly name: string,
    readonly address: string,
    private readonly place: Place,
    readonly disk: LoopDisk | undefined,
    private readonly pods: Pods | undefined,
  ) {}

  static async create(
    name: string,
    address: string,
    { disk, podGroup, ...place }: Materials,
  ): Promise<SandboxNode> {
    await mkdir(place.folder, { recursive: true });
    const hosts = join(place.folder, 'hosts');
    await writeFile(hosts, `127.0.0.1 localhost\n${address} ${name}\n`);
    const loop = disk === undefined ? undefined : await LoopDisk.create(place.folder);
    if (podGroup === undefined) {
      return new SandboxNode(name, address, { ...place, hosts }, loop, undefined);
    }
    const mounts = await OwnMounts.create(place.folder);
    return new SandboxNode(name, address, { ...place, mounts: mounts.path }, loop, {
      ...{ group: podGroup, mounts },
    });
  }

  get podGroup(): string | undefined {
    return this.pods?.group.path;
  }

  get folder(): string {
    return this.place.folder;
  }

  async setHosts(hosts: Readonly<Record<string, string>>): Promise<void> {
    const lines = Object.entries(hosts).map(([name, address]) => `${address} ${name}`);
    // Written in place: running programs hold this very file by a bind mount.
    await writeFile(join(this.folder, 'hosts'), ['127.0.0.1 localhost', ...lines, ''].join('\n'));
  }

  start(program: ProgramSpec): Promise<RunningProgram> {
    const running = spawnInNode(this.place, program);
    this.programs.push(running);
    return Promise.resolve(running);
  }

  reach(port: number): string {
    return `${this.address}:${port}`;
  }

  refuses(port: number): Promise<boolean> {
    return refuses(this.address, port);
  }

  probe(request: ProbeRequest): Promise<ProbeResult> {
    return probeFrom(this.place.network, request);
  }

  throttling(): Promise<Throttling | undefined> {
    return Promise.resolve(this.place.group?.throttling());
  }

  /** Kills every program and every pod, and waits until each is gone. */
  async dispose(): Promise<void> {
    await Promise.all(this.programs.map((program) => program.signal('SIGKILL')));
    await Promise.all(this.programs.map((program) => program.exited));
    await this.pods?.group.kill();
    await this.pods?.mounts.dispose();
    await this.disk?.dispose();
  }
}
