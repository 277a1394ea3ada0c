import { join } from 'node:path';
import type { NodeSpec } from '../../topology/topology';
import type { ClientNode, Entrance } from '../node';
import type { Runtime } from '../runtime';
import { ControlGroups } from '../control-groups';
import {
  addressOf,
  CLIENT_ADDRESS,
  createBridge,
  createNamespace,
  namespaceOf,
  removeNetwork,
} from './network';
import { SandboxNode } from './sandbox-node';
import { run } from './run';

/** The client's node is where the harness is: what listens there on loopback is reached there too. */
const entrances = (first: number, count: number): Entrance[] =>
  Array.from({ length: count }, (_, index) => {
    const at = `127.0.2.${first + index}:2379`;
    return { listen: at, reach: at };
  });
const ENTRANCES = { entrances: entrances(1, 20), privateEntrances: entrances(101, 100) };

/**
 * Nodes made of Linux namespaces. Lives inside the private world that `enterSandbox` made: whatever is
 * mounted or added here is gone when the last process of that world ends.
 */
export class SandboxRuntime implements Runtime {
  readonly name = 'sandbox';
  private readonly nodes: SandboxNode[] = [];
  private disposed = false;

  private constructor(
    private readonly folder: string,
    readonly clientNode: SandboxNode & ClientNode,
    private readonly groups: ControlGroups | undefined,
  ) {}

  /**
   * @param folder where each node has a folder of its own
   * @param groups where budgets are kept; absent where control groups cannot be written
   */
  static async create(folder: string, groups?: ControlGroups): Promise<SandboxRuntime> {
    // `ip netns` keeps its names in /run, which is read-only for an ordinary user; /proc still shows the
    // processes of the world outside.
    await run('mount', ['-t', 'tmpfs', 'tmpfs', '/run']);
    await run('mount', ['-t', 'proc', 'proc', '/proc']);
    await createBridge();
    const client = await SandboxNode.create('client', CLIENT_ADDRESS, {
      folder: join(folder, 'client'),
    });
    return new SandboxRuntime(folder, Object.assign(client, ENTRANCES), groups);
  }

  async createNodes(specs: readonly NodeSpec[]): Promise<readonly SandboxNode[]> {
    const first = this.nodes.length + 1;
    const made = await Promise.all(specs.map((spec, index) => this.createNode(spec, first + index)));
    this.nodes.push(...made);
    return made;
  }

  private async createNode(spec: NodeSpec, number: number): Promise<SandboxNode> {
    await createNamespace(spec.name, number);
    return SandboxNode.create(spec.name, addressOf(number), {
      folder: join(this.folder, spec.name),
      network: namespaceOf(spec.name),
      disk: spec.disk,
      group: spec.budget === undefined ? undefined : this.groupsFor(spec.name).create(spec.name, spec.budget),
      podGroup: spec.kubelet === undefined ? undefined : this.groupsFor(spec.name).createForPods(spec.name),
    });
  }

  private groupsFor(node: string): ControlGroups {
    if (this.groups === undefined) {
      throw new Error(`node ${node} has a budget or a kubelet, and control groups are not available`);
    }
    return this.groups;
  }

  /** Its nodes are the kernel's, which does not go away alone. */
  obstacle(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async dispose(): Promise<void> {
    if (this.disposed) {
      return;
    }
    this.disposed = true;
    await Promise.all([this.clientNode, ...this.nodes].map((node) => node.dispose()));
    await removeNetwork(this.nodes.map((node) => node.name));
    this.groups?.remove();
  }
}
