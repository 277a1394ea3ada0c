import { ToxiproxyControl } from '../../harness/network/toxiproxy';
import type { ArenaMember, Trial } from '../trial';

/** Below the range from which the kernel takes ports for outgoing connections. */
const PORTS = { first: 10_000, count: 20_000 };

/** A way from one client alone to a member, through the client node's sidecar, that can be cut. */
export class PrivateLink {
  private constructor(
    private readonly control: ToxiproxyControl,
    private readonly name: string,
    readonly endpoint: string,
  ) {}

  static async open(trial: Trial, { address }: ArenaMember): Promise<PrivateLink> {
    const number = trial.reserveClients(1);
    const endpoint = `127.0.3.1:${PORTS.first + (number % PORTS.count)}`;
    const link = new PrivateLink(new ToxiproxyControl(trial.arena.toxiproxy), `private-${number}`, endpoint);
    await link.control.addProxy({ name: link.name, listen: endpoint, upstream: address });
    trial.atEnd(() => link.control.removeProxy(link.name));
    return link;
  }

  /** From here on every byte is lost, both ways; the connection stays open. */
  async cut(): Promise<void> {
    const effect = { type: 'blackhole' } as const;
    await this.control.add(this.name, { stream: 'upstream', effect });
    await this.control.add(this.name, { stream: 'downstream', effect });
  }
}
