import { Toxiproxy, type ToxicDirection } from 'toxiproxy-node-client';
import type { Node } from '../runtime/node';
import type { RunningProgram } from '../runtime/running-program';
import { until } from '../time/until';

const CONTROL_PORT = 8474;

/** One proxy of a sidecar: where it listens on its node, and what it forwards to. */
export interface ProxySpec {
  readonly name: string;
  readonly listen: string;
  readonly upstream: string;
}

/** A disturbance of one stream of a proxy. `upstream` is from the dialling side to the listening one. */
export interface Toxic {
  readonly stream: ToxicDirection;
  readonly effect:
    | { readonly type: 'blackhole' }
    | { readonly type: 'latency'; readonly latency: number; readonly jitter: number }
    /** Kilobytes a second, of each connection by itself. */
    | { readonly type: 'bandwidth'; readonly rate: number }
    /** A connection that carries data is reset, the sooner one and every later one. */
    | { readonly type: 'reset' };
}

/**
 * Writes to a Toxiproxy server. A toxic's name is its stream and kind, so that setting one twice is an
 * error of ours that the server reports.
 */
export class ToxiproxyControl {
  private known: Toxiproxy | undefined;

  /** @param at tells host and port of the server's control interface, once it runs */
  constructor(private readonly at: () => string) {}

  get address(): string {
    return this.at();
  }

  private get server(): Toxiproxy {
    return (this.known ??= new Toxiproxy(`http://${this.address}`));
  }

  async ready(): Promise<void> {
    await until(
      () =>
        this.server.getVersion().then(
          () => true,
          () => false,
        ),
      { within: 10_000, every: 10, what: `Toxiproxy at ${this.address} to answer` },
    );
  }

  /** @throws Error that names the proxy where the server refuses it; the client library drops the server's reason */
  async addProxy(proxy: ProxySpec): Promise<void> {
    try {
      await this.server.createProxy({ ...proxy, enabled: true });
    } catch (error) {
      const { name, listen } = proxy;
      throw new Error(
        `Toxiproxy at ${this.address} did not add proxy ${name} at ${listen}: ${String(error)}`,
        {
          cause: error,
        },
      );
    }
  }

  async removeProxy(name: string): Promise<void> {
    await (await this.server.get(name)).remove();
  }

  async add(proxy: string, { stream, effect }: Toxic): Promise<void> {
    const target = await this.server.get(proxy);
    const name = nameOf({ stream, effect });
    const common = { name, stream, toxicity: 1 };
    switch (effect.type) {
      case 'blackhole':
        // "timeout 0" drops every byte and keeps the connection open until it is removed, then closes it.
        await target.addToxic({ ...common, type: 'timeout', attributes: { timeout: 0 } });
        break;
      case 'latency': {
        const { latency, jitter } = effect;
        await target.addToxic({ ...common, type: 'latency', attributes: { latency, jitter } });
        break;
      }
      case 'bandwidth':
        await target.addToxic({ ...common, type: 'bandwidth', attributes: { rate: effect.rate } });
        break;
      case 'reset':
        await target.addToxic({ ...common, type: 'reset_peer', attributes: { timeout: 0 } });
        break;
    }
  }

  async remove(proxy: string, toxic: Toxic): Promise<void> {
    const target = await this.server.get(proxy);
    await (await target.getToxic(nameOf(toxic))).remove();
  }
}

const nameOf = ({ stream, effect }: Toxic): string => `${effect.type}-${stream}`;

/** Control of the Toxiproxy that runs, or will run, on a node. */
export const controlOf = (node: Node): ToxiproxyControl =>
  new ToxiproxyControl(() => node.reach(CONTROL_PORT));

/** Starts a Toxiproxy on a node with its first proxies; `ready` of its control tells when it answers. */
export async function startToxiproxy(
  node: Node,
  path: string,
  configuration: string,
): Promise<{ program: RunningProgram; control: ToxiproxyControl }> {
  const args = ['-host', node.address, '-port', String(CONTROL_PORT), '-config', configuration];
  const program = await node.start({ name: 'toxiproxy', path, args, env: { LOG_LEVEL: 'info' } });
  return { program, control: controlOf(node) };
}

/** Makes a node's Toxiproxy listen at one more of its addresses for what is at another one. */
export const relay = (node: Node, listen: string, at: string): Promise<void> =>
  controlOf(node).addProxy({ name: `relay-${at}`, listen, upstream: at });
