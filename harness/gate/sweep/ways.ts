import type { Cluster } from '../../cluster/cluster';
import type { Link } from '../../network/link';
import { setDelay } from '../../network/delay';
import type { Sweep, SweepPoint } from './plan';

/** A way of the sweep: between two members, or from clients of a zone to the member that they work with. */
export interface Way {
  readonly link: Link;
  readonly zones: readonly [from: string, to: string];
}

/** Clients of one zone, and the member that is nearest to them. */
export interface ZoneClients {
  readonly zone: string;
  readonly member: string;
  readonly endpoint: string;
}

/** All ways whose length the sweep sets. */
export class Ways {
  private constructor(
    private readonly sweep: Sweep,
    private readonly ways: readonly Way[],
    readonly clients: readonly ZoneClients[],
  ) {}

  /** Opens a way for the clients of each zone, to a member of their own zone where there is one. */
  static async open({ network, members }: Cluster, sweep: Sweep): Promise<Ways> {
    const zoneOf = (index: number): string => sweep.placement[index] as string;
    const between = members.flatMap((from, i) =>
      members.flatMap((to, j): Way[] =>
        i === j ? [] : [{ link: network.link(from.name, to.name), zones: [zoneOf(i), zoneOf(j)] }],
      ),
    );
    const clients: ZoneClients[] = [];
    const toMembers: Way[] = [];
    for (const zone of sweep.zones) {
      const near = Math.max(0, sweep.placement.indexOf(zone));
      const { name: member } = members[near] as Cluster['members'][number];
      if (sweep.direct) {
        clients.push({ zone, member, endpoint: network.clientEndpoint(member) });
      } else {
        const link = await network.openLink(zone, member);
        toMembers.push({ link, zones: [zone, zoneOf(near)] });
        clients.push({ zone, member, endpoint: link.at });
      }
    }
    return new Ways(sweep, sweep.direct ? [] : [...between, ...toMembers], clients);
  }

  /** Between members alone. */
  get all(): readonly Way[] {
    return this.ways;
  }

  /** What a way has to take there and back. */
  wanted(
    { oneWay }: Pick<SweepPoint, 'oneWay'>,
    { zones: [from, to] }: Way,
  ): { there: number; back: number } {
    const [i, j] = [this.sweep.zones.indexOf(from), this.sweep.zones.indexOf(to)];
    return { there: oneWay[i]?.[j] ?? 0, back: oneWay[j]?.[i] ?? 0 };
  }

  /** Jitter is of ways that lead somewhere else; within a zone there is none. */
  async set(point: Pick<SweepPoint, 'oneWay' | 'jitter'>): Promise<void> {
    await Promise.all(
      this.ways.map((way) => {
        const [from, to] = way.zones;
        const jitter = from === to ? 0 : point.jitter;
        return setDelay(way.link, { ...this.wanted(point, way), jitter });
      }),
    );
  }

  async clear(): Promise<void> {
    await Promise.all(this.ways.map(({ link }) => link.heal()));
  }
}
