import type { Cluster } from '../../cluster/cluster';
import type { Link } from '../../network/link';
import { setDelay, type Delay } from '../../network/delay';
import { roundTrip } from '../../topology/zones';
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

  /** Opens a way for the clients of each zone, to a member of their own zone, or else the nearest. */
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
      const near = nearest(zone, sweep);
      const { name: member } = members[near] as Cluster['members'][number];
      if (sweep.direct) {
        clients.push({ zone, member, endpoint: network.clientEndpoint(member) });
      } else {
        // A zone may be called as a member or as the clients' node is.
        const link = await network.openLink(`zone-${zone}`, member);
        toMembers.push({ link, zones: [zone, zoneOf(near)] });
        clients.push({ zone, member, endpoint: link.at });
      }
    }
    return new Ways(sweep, sweep.direct ? [] : [...between, ...toMembers], clients);
  }

  get all(): readonly Way[] {
    return this.ways;
  }

  /** What a way has to take; within a zone nothing, and no jitter either. */
  wanted({ oneWay, jitter }: Pick<SweepPoint, 'oneWay' | 'jitter'>, { zones: [from, to] }: Way): Delay {
    const [i, j] = [this.sweep.zones.indexOf(from), this.sweep.zones.indexOf(to)];
    return { there: oneWay[i]?.[j] ?? 0, back: oneWay[j]?.[i] ?? 0, jitter: from === to ? 0 : jitter };
  }

  async set(point: Pick<SweepPoint, 'oneWay' | 'jitter'>): Promise<void> {
    await Promise.all(this.ways.map((way) => setDelay(way.link, this.wanted(point, way))));
  }

  /** The same on the way there alone. */
  async setThere(point: Pick<SweepPoint, 'oneWay' | 'jitter'>): Promise<void> {
    await Promise.all(
      this.ways.map((way) => setDelay(way.link, { ...this.wanted(point, way), back: 0, jitter: 0 })),
    );
  }

  async clear(): Promise<void> {
    await Promise.all(this.ways.map(({ link }) => link.heal()));
  }
}

/** Place of the member that is nearest to a zone, by the sweep's first distance. */
function nearest(zone: string, { zones, placement, points }: Sweep): number {
  const oneWay = points[0]?.oneWay ?? [];
  const distances = placement.map((other) => roundTrip({ zones, oneWay }, zone, other));
  const own = placement.indexOf(zone);
  return own === -1 ? distances.indexOf(Math.min(...distances)) : own;
}
