import type { Cluster } from '../../cluster/cluster';
import { strayed } from '../../checkers/sweep/links';
import type { Journal } from '../../journal/journal';
import type { RecordOf } from '../../journal/record';
import type { SweepPoint } from './plan';
import type { Way, Ways } from './ways';

/** Probes of a link: enough for a median, and more where every one is different. */
const PROBES = { even: 9, uneven: 25 };
/** Milliseconds that a probe may take besides what was asked for. */
const PATIENCE = 2_000;

/** So often links are looked at again, where a busy machine has made probes late. */
const LOOKS = 3;

/** Sets how far all are from each other, and writes down what probes from inside then see; the last look counts. */
export async function setDistance(
  point: SweepPoint,
  ways: Ways,
  cluster: Cluster,
  journal: Journal,
): Promise<void> {
  await ways.set(point);
  let open = ways.all;
  for (let look = 1; look <= LOOKS && open.length > 0; look += 1) {
    const links = await Promise.all(open.map((way) => linkRecord(way, point, ways, cluster, journal)));
    links.forEach((link) => journal.write(link));
    open = open.filter((_, index) => strayed(links[index] as RecordOf<'link'>) !== undefined);
  }
}

async function linkRecord(
  way: Way,
  point: SweepPoint,
  ways: Ways,
  cluster: Cluster,
  journal: Journal,
): Promise<RecordOf<'link'>> {
  const { there, back, jitter } = ways.wanted(point, way);
  const [wanted, seen] = [there + back, await roundTrips(cluster, way, there + back, jitter)];
  const { from, to } = way.link;
  return { type: 'link', t: journal.clock(), point: point.point, from, to, wanted, jitter, seen };
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
