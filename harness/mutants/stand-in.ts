import { connect } from 'node:net';
import { CLIENT_PORT } from '../network/network';
import { BUSY_NODE } from '../package/busy-node';
import { compiled } from '../package/root';
import type { Node } from '../runtime/node';
import { until } from '../time/until';

/** The member that lies. Suites have a client of each kind at it. */
const LIAR = 'm2';
const ADDRESS = '127.0.4.1';
const WITHIN = 20_000;

/** A proxy process in front of one member, and the way to it for those who build the network. */
export interface StandIn {
  readonly doors: ReadonlyMap<string, string>;
  /** Starts it, and waits until it listens. Its end is that of its node. */
  start(): Promise<void>;
}

/**
 * @param clients the node on which clients are, and so the proxy
 * @param nodes the members'
 */
export function standIn(
  { mutant, seed }: { readonly mutant: string; readonly seed: number },
  clients: Node,
  nodes: readonly Node[],
): StandIn {
  const node = nodes.find(({ name }) => name === LIAR);
  if (node === undefined) {
    throw new Error(`a mutant stands in front of ${LIAR}, and there is no such member`);
  }
  return {
    doors: new Map([[LIAR, `${ADDRESS}:${CLIENT_PORT}`]]),
    start: async () => {
      const [path, ...flags] = BUSY_NODE;
      const words = [mutant, String(seed), `${ADDRESS}:${CLIENT_PORT}`, node.reach(CLIENT_PORT)];
      const args = [...flags, compiled('harness/mutants/proxy-main'), ...words];
      const running = await clients.start({ name: 'mutant', path, args });
      const ended = running.exited.then(() => {
        throw new Error(`the mutant ${mutant} ended before it listened; see ${running.log}`);
      });
      await Promise.race([ended, until(listens, { within: WITHIN, what: `mutant ${mutant} to listen` })]);
    },
  };
}

function listens(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(CLIENT_PORT, ADDRESS);
    const say = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => say(true));
    socket.once('error', () => say(false));
  });
}
