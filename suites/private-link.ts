import { ToxiproxyControl } from '../harness/network/toxiproxy';
import type { Entrance } from '../harness/runtime/node';
import type { Trial } from './trial';

/** A way from one client alone to a member, or to an API server, through the client node's sidecar, that can be cut. */
export class PrivateLink {
  private constructor(
    private readonly control: ToxiproxyControl,
    private readonly name: string,
    readonly endpoint: string,
  ) {}

  /** @param upstream whom it leads to, as that sidecar reaches it */
  static async open(trial: Trial, { upstream }: { readonly upstream: string }): Promise<PrivateLink> {
    const number = trial.reserveClients(1);
    const { entrances, toxiproxy } = trial.arena;
    const { listen, reach } = entrances[number % entrances.length] as Entrance;
    const link = new PrivateLink(new ToxiproxyControl(() => toxiproxy), `private-${number}`, reach);
    await link.control.addProxy({ name: link.name, listen, upstream });
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
