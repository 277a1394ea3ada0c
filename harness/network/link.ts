import type { Toxic, ToxiproxyControl } from './toxiproxy';

/**
 * A directed pair: the proxy through which `from` dials `to`. What `to` answers comes back on the same
 * connection, so a link has two streams: `upstream` carries from → to, `downstream` to → from.
 */
export class Link {
  private readonly toxics: Toxic[] = [];

  constructor(
    readonly from: string,
    readonly to: string,
    /** Where `from` dials, e.g. "127.0.1.2:2380". */
    readonly at: string,
    private readonly control: ToxiproxyControl,
  ) {}

  /** Name of the proxy, e.g. "m1-m2". */
  get name(): string {
    return `${this.from}-${this.to}`;
  }

  async add(...toxics: Toxic[]): Promise<void> {
    for (const toxic of toxics) {
      await this.control.add(this.name, toxic);
      this.toxics.push(toxic);
    }
  }

  /** Takes back every toxic, the last one first. */
  async heal(): Promise<void> {
    for (const toxic of this.toxics.splice(0).reverse()) {
      await this.control.remove(this.name, toxic);
    }
  }
}
