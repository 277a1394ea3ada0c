import { join } from 'node:path';
import { Refusal } from '../../errors/refusal';
import type { NodeSpec } from '../../topology/topology';
import { ControlGroups } from '../control-groups';
import type { Runtime } from '../runtime';
import { budgetedGroup } from './budgeted-group';
import { CLIENT_PORTS, DockerClientNode } from './docker-client-node';
import { CONTROL_PORT, DockerNode, NODE_PORTS, type DockerNodeOptions, type Relay } from './docker-node';
import { containerEngine, type Engine, engineGone, inEngine } from './engine';
import { holdingsIn } from './holdings';
import type { EngineRun } from './labels';
import { removeRun } from './remove-run';
import { createOwnNetwork, type OwnNetwork } from './own-network';

interface Made {
  readonly engine: Engine;
  readonly run: EngineRun;
  readonly network: OwnNetwork;
  readonly relay: Relay;
  readonly lost: (why: Refusal) => void;
}

/** Nodes made of containers of whatever engine Testcontainers finds. */
export class DockerRuntime implements Runtime {
  readonly name = 'docker';
  private readonly nodes: DockerNode[] = [];
  private disposed = false;

  private constructor(
    private readonly folder: string,
    readonly clientNode: DockerClientNode,
    private readonly made: Made,
  ) {}

  /**
   * @param folder where each node has a folder of its own, which its containers see
   * @param run reserved for it
   * @param lost told once the engine can no longer be asked
   * @throws Refusal (environment) where no engine answers
   */
  static async create(
    folder: string,
    run: EngineRun,
    { relay, lost }: Pick<Made, 'relay' | 'lost'>,
  ): Promise<DockerRuntime> {
    const engine = await containerEngine();
    // What a run left whose reaper was ended too.
    for (const abandoned of (await holdingsIn(engine)).runs.filter(({ inUse }) => !inUse)) {
      await removeRun(abandoned.run.name, engine);
    }
    const network = await inEngine('make a network', () => createOwnNetwork(run, engine));
    const made = { engine, run, network, relay, lost };
    const client = await nodeAt('client', network.clientAddress, folder, made, {
      ports: [CONTROL_PORT, ...CLIENT_PORTS],
    });
    return new DockerRuntime(folder, new DockerClientNode(client), made);
  }

  async createNodes(specs: readonly NodeSpec[]): Promise<readonly DockerNode[]> {
    const first = this.nodes.length + 1;
    const made = await Promise.all(specs.map((spec, index) => this.createNode(spec, first + index)));
    this.nodes.push(...made);
    return made;
  }

  private async createNode({ name, budget, disk, kubelet }: NodeSpec, number: number): Promise<DockerNode> {
    if (disk !== undefined) {
      throw Refusal.environment(
        `node ${name} is to have a disk of its own, and containers share that of their engine`,
      );
    }
    if (kubelet !== undefined) {
      throw Refusal.environment(`node ${name} is to have a kubelet, and that is for the sandbox alone`);
    }
    const { engine, run, network } = this.made;
    const group = budget === undefined ? undefined : await budgetedGroup(name, budget, run, engine);
    return nodeAt(name, network.addressOf(number), this.folder, this.made, { ports: NODE_PORTS, group });
  }

  obstacle(): Promise<Refusal | undefined> {
    return this.made.engine.container.dockerode.ping().then(
      () => undefined,
      (error: unknown) => engineGone(error),
    );
  }

  async dispose(): Promise<void> {
    if (this.disposed) {
      return;
    }
    this.disposed = true;
    await Promise.all([this.clientNode, ...this.nodes].map((node) => node.dispose()));
    await this.made.network.remove();
    ControlGroups.reserved(this.made.run.name).remove();
  }
}

const nodeAt = (
  name: string,
  address: string,
  folder: string,
  { network, ...made }: Made,
  place: Pick<DockerNodeOptions, 'ports' | 'group'>,
): Promise<DockerNode> =>
  DockerNode.create(name, address, join(folder, name), { ...made, ...place, network: network.name });
