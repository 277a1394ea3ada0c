import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { basename, join } from 'node:path';
import type { Refusal } from '../../errors/refusal';
import type { Node, ProbeRequest, ProbeResult, ProgramSpec } from '../node';
import type { NodeGroup } from '../node-group';
import { imageInPath } from '../image-path';
import { probeFrom } from '../probe-from';
import type { RunningProgram } from '../running-program';
import type { Throttling } from '../throttling';
import { programIn } from './container-program';
import { type Engine, engineGone, inEngine } from './engine';
import { imageOf, PROGRAM } from './image-of';
import { labelsOf, type EngineRun } from './labels';
import { IMAGE_PROGRAM } from './own-image';
import { startContainer, type NetworkPlace } from './node-container';

/** Makes the node's sidecar listen at one address for another one of its own. */
export type Relay = (node: Node, listen: string, at: string) => Promise<void>;

export interface DockerNodeOptions {
  readonly engine: Engine;
  readonly run: EngineRun;
  readonly network: string;
  /** Ports of its programs that the harness has to reach. */
  readonly ports: readonly number[];
  readonly relay: Relay;
  /** Told once the engine can no longer be asked. */
  readonly lost: (why: Refusal) => void;
  /** The control group that its containers are in; the engine's own where not given. */
  readonly group?: NodeGroup | undefined;
}

/** What the harness asks nodes for: clients' and peers' requests, and the sidecar's control. */
export const CONTROL_PORT = 8474;
export const NODE_PORTS = [2379, 2380, CONTROL_PORT];

/** Ports for relays: as many links of one node as can be probed. */
export const RELAYS = Array.from({ length: 10 }, (_, index) => 22_001 + index);
const SILENCE = 1_000;

/**
 * Containers that share a network namespace, an address and a hosts file. The first program that is started owns the
 * namespace: the node's sidecar, which is never killed.
 */
export class DockerNode implements Node {
  readonly disk = undefined;
  readonly podGroup = undefined;
  private readonly programs: RunningProgram[] = [];
  private readonly published = new Map<number, number>();
  /** Ports of relays, by what they lead to. */
  private readonly relays = new Map<string, Promise<number>>();
  private owner: string | undefined;
  private started = 0;
  private disposing = false;

  private constructor(
    readonly name: string,
    readonly address: string,
    readonly folder: string,
    private readonly options: DockerNodeOptions,
  ) {}

  static async create(
    name: string,
    address: string,
    folder: string,
    options: DockerNodeOptions,
  ): Promise<DockerNode> {
    await mkdir(folder, { recursive: true });
    const node = new DockerNode(name, address, folder, options);
    await node.setHosts({ [name]: address });
    return node;
  }

  async setHosts(hosts: Readonly<Record<string, string>>): Promise<void> {
    const lines = Object.entries(hosts).map(([name, address]) => `${address} ${name}`);
    // Written in place: running containers hold this very file by a bind mount.
    await writeFile(this.hosts, ['127.0.0.1 localhost', ...lines, ''].join('\n'));
  }

  start(program: ProgramSpec): Promise<RunningProgram> {
    return inEngine(`start ${program.name} on node ${this.name}`, () => this.startNow(program));
  }

  private async startNow({ name, path, args, env = {}, reads = [] }: ProgramSpec): Promise<RunningProgram> {
    const { engine, run, group } = this.options;
    const own = imageInPath(path);
    const container = await startContainer({
      image: own ?? (await imageOf(path, engine)),
      name: `${run.name}-${this.name}-${name}-${(this.started += 1)}`,
      entrypoint: own === undefined ? PROGRAM : IMAGE_PROGRAM,
      ...{ args, env },
      mounts: [
        { source: this.folder, target: this.folder },
        { source: this.hosts, target: '/etc/hosts' },
        ...reads.map((one) => ({ source: one, target: one, readOnly: true })),
      ],
      workingFolder: this.folder,
      labels: labelsOf(run),
      place: this.place(),
      group: group?.path,
    });
    const id = container.getId();
    if (this.owner === undefined) {
      this.owner = id;
      await this.readPorts(id);
    }
    const log = join(this.folder, `${name}.log`);
    const running = programIn(engine, {
      ...{ id, name, log, label: `${basename(path)} ${id.slice(0, 12)}` },
      lost: (error) => this.engineLost(error),
    });
    this.programs.push(running);
    return running;
  }

  reach(port: number): string {
    const published = this.published.get(port);
    if (published === undefined) {
      throw new Error(`port ${port} of node ${this.name} is not published`);
    }
    return `127.0.0.1:${published}`;
  }

  /** The engine takes a connection for a port that nobody listens on, and ends it at once. */
  refuses(port: number): Promise<boolean> {
    const [host, number] = this.reach(port).split(':');
    return new Promise((resolve) => {
      const socket = connect({ host, port: Number(number) });
      const done = (refused: boolean): void => {
        socket.destroy();
        resolve(refused);
      };
      socket.setTimeout(SILENCE, () => done(false));
      socket.once('data', () => done(false));
      socket.once('error', () => done(true));
      socket.once('end', () => done(true));
    });
  }

  async probe({ at, ...request }: ProbeRequest): Promise<ProbeResult> {
    return probeFrom(undefined, { at: await this.reachAt(at), ...request });
  }

  throttling(): Promise<Throttling | undefined> {
    return Promise.resolve(this.options.group?.throttling());
  }

  /** Kills every program, the one that owns the network last, and waits until each is gone. */
  async dispose(): Promise<void> {
    this.disposing = true;
    const [sidecar, ...others] = this.programs;
    for (const some of [others, sidecar === undefined ? [] : [sidecar]]) {
      await Promise.all(
        some.map(async (program) => {
          if ((await program.state()) === 'stopped') {
            await program.signal('SIGCONT');
          }
          await program.signal('SIGKILL');
          await program.exited;
        }),
      );
    }
  }

  private engineLost(error: unknown): boolean {
    if (!this.disposing) {
      this.options.lost(engineGone(error));
    }
    return !this.disposing;
  }

  private get hosts(): string {
    return join(this.folder, 'hosts');
  }

  private place(): NetworkPlace {
    const { network, ports } = this.options;
    return this.owner === undefined
      ? { network, address: this.address, ports: [...ports, ...RELAYS] }
      : { with: this.owner };
  }

  private async readPorts(id: string): Promise<void> {
    const { container } = this.options.engine;
    const { NetworkSettings } = await container.inspect(container.getById(id));
    for (const [port, bindings] of Object.entries(NetworkSettings.Ports)) {
      const bound = (bindings as { HostPort: string }[] | null)?.[0]?.HostPort;
      if (bound !== undefined) {
        this.published.set(Number.parseInt(port, 10), Number(bound));
      }
    }
  }

  /** Where the harness reaches what this node's programs name so. */
  private async reachAt(at: string): Promise<string> {
    const [address = '', port = ''] = at.split(':');
    if (address === this.address) {
      return this.reach(Number(port));
    }
    const known = this.relays.get(at) ?? this.relayTo(at, RELAYS[this.relays.size]);
    this.relays.set(at, known);
    try {
      return this.reach(await known);
    } catch (error) {
      this.relays.delete(at);
      throw error;
    }
  }

  private async relayTo(at: string, port: number | undefined): Promise<number> {
    if (port === undefined) {
      throw new Error(`node ${this.name} has no relay left for ${at}`);
    }
    await this.options.relay(this, `${this.address}:${port}`, at);
    return port;
  }
}
