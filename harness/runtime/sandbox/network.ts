import { run } from './run';

/** Every run has this network to itself, since it has its own network namespace. */
const PREFIX = '10.200.0';
export const CLIENT_ADDRESS = `${PREFIX}.254`;

/** Address of the node with this number, counted from 1. */
export const addressOf = (number: number): string => `${PREFIX}.${number}`;
export const namespaceOf = (name: string): string => `/run/netns/${name}`;

/** The bridge that stands for the wire between all nodes; the client's node is its own end of it. */
export async function createBridge(): Promise<void> {
  await batch(
    [],
    [
      'link set lo up',
      'link add br0 type bridge',
      `addr add ${CLIENT_ADDRESS}/24 dev br0`,
      'link set br0 up',
    ],
  );
}

/** A network namespace with one cable to the bridge. */
export async function createNamespace(name: string, number: number): Promise<void> {
  await batch(
    [],
    [
      `netns add ${name}`,
      `link add v-${name} type veth peer name eth0 netns ${name}`,
      `link set v-${name} master br0 up`,
    ],
  );
  await batch(
    ['-n', name],
    [`addr add ${addressOf(number)}/24 dev eth0`, 'link set eth0 up', 'link set lo up'],
  );
}

/**
 * Takes the bridge and these namespaces away; what runs in them goes on without a network. Cables go first, each by
 * itself: with their namespace they would go only when the kernel gets to it, and until then their names are taken.
 */
export async function removeNetwork(names: readonly string[]): Promise<void> {
  await batch([], [...names.flatMap(removal), 'link del br0']);
}

/** Takes one of these namespaces away, and leaves the bridge to the others. */
export const removeNode = (name: string): Promise<void> => batch([], removal(name));

const removal = (name: string): string[] => [`link del v-${name}`, `netns del ${name}`];

/** One `ip` process for many changes: starting it is what costs. */
async function batch(options: readonly string[], lines: readonly string[]): Promise<void> {
  await run('ip', [...options, '-batch', '-'], `${lines.join('\n')}\n`);
}
