import { addressOf, createNamespace, namespaceOf, removeNode } from './network';
import { SandboxNode } from './sandbox-node';

/** Numbers of these nodes begin behind those of any topology. */
const BEHIND = 200;

export interface ExtraNode {
  readonly node: SandboxNode;
  /** Ends every program on it, and takes it away. */
  readonly remove: () => Promise<void>;
}

/**
 * One more node in a world whose runtime belongs to another process, such as that of the suites to the gate.
 * @param number from 1 to 50; nobody else in this world may use it meanwhile
 * @param folder the node's own
 */
export async function extraNode(number: number, folder: string): Promise<ExtraNode> {
  const name = `x${number}`;
  await createNamespace(name, BEHIND + number);
  const node = await SandboxNode.create(name, addressOf(BEHIND + number), {
    folder,
    network: namespaceOf(name),
  });
  return {
    node,
    remove: async () => {
      await node.dispose();
      await removeNode(name);
    },
  };
}
