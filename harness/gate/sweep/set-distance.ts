import type { Cluster } from '../../cluster/cluster';
import { strayed } from '../../checkers/sweep/links';
import type { Journal } from '../../journal/journal';
import type { Delay } from '../../network/delay';
import type { RecordOf } from '../../journal/record';
import type { SweepPoint } from './plan';
import type { Way, Ways } from './ways';

/** Probes of a link: enough for a median, and more where every one is different. */
const PROBES = { even: 9, uneven: 25 };
/** Milliseconds that a probe may take besides what was asked for. */
const PATIENCE = 2_000;

/** So often links are looked at again, where a busy machine has made probes late. */
const LOOKS = 3;

/**
 * Sets how far all are from each other, and writes down what probes from inside then see; the last look counts. Where the ways of a
 * link differ, round trips would not tell them apart: the way there is then looked at by itself first.
 */
export async function setDistance(
  point: SweepPoint,
  ways: Ways,
  cluster: Cluster,
  journal: Journal,
): Promise<void> {
  const isUneven = ({ there, back }: Delay): boolean => there !== back;
  const uneven = ways.all.filter((way) => isUneven(ways.wanted(point, way)));
  const write = (way: Way, seen: Pick<RecordOf<'link'>, 'way' | 'wanted' | 'jitter' | 'seen'>) => {
    const { from, to } = way.link;
    const link = { type: 'link', t: journal.clock(), point: point.point, from, to, ...seen } as const;
    journal.write(link);
    return link;
  };
  if (uneven.length > 0) {
    await ways.setThere(point);
    await look(uneven, async (way) => {
      const { there } = ways.wanted(point, way);
      const seen = await roundTrips(cluster, way, there, 0);
      return write(way, { way: 'there', wanted: there, jitter: 0, seen });
    });
  }
  await ways.set(point);
  await look(ways.all, async (way) => {
    const { there, back, jitter } = ways.wanted(point, way);
    const wanted = there + back;
    return write(way, { wanted, jitter, seen: await roundTrips(cluster, way, wanted, jitter) });
  });
}

async function look(all: readonly Way[], at: (way: Way) => Promise<RecordOf<'link'>>): Promise<void> {
  let open = all;
  for (let count = 1; count <= LOOKS && open.length > 0; count += 1) {
    const links = await Promise.all(open.map(at));
    open = open.filter((_, index) => strayed(links[index] as RecordOf<'link'>) !== undefined);
  }
}

async function roundTrips(
  { network, members }: Cluster,
  { link: { from, at } }: Way,
  wanted: number,
  jitter: number,
): Promise<number[]> {
  const node = members.find(({ name }) => name === from)?.node ?? network.clientNode;
  const { answered } = await node.probe({
    ...{ at, path: '/version', deadline: wanted + jitter + PATIENCE },
    count: jitter === 0 ? PROBES.even : PROBES.uneven,
  });
  return answered.map((milliseconds) => Math.round(milliseconds * 1000) / 1000);
}
