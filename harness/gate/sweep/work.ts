import { setTimeout as pause } from 'node:timers/promises';
import { metricsRecord } from '../../cluster/metrics-record';
import type { RecordOf } from '../../journal/record';
import { PACED_WORK, type PacedWork } from '../../journal/sweep-record';
import type { Cluster } from '../../cluster/cluster';
import { EventLoopLag } from '../../workload/event-loop-lag';
import { Operators, type Stand } from '../bench';
import { enter } from '../experiment';
import { attempt } from '../attempt';
import { finish } from '../finish';
import { burst, startPaced } from './clients';
import { contend } from './contend';
import { loseLeader } from './lose-leader';
import { MachineBusy } from './machine-busy';
import { placeLeader } from './place-leader';
import type { Sweep, SweepPoint } from './plan';
import { WITH_LOCK } from './seconds-of';
import { setDistance } from './set-distance';
import { settle } from './settle';
import { Ways } from './ways';

/** Milliseconds in which clients connect and members meet, before anything counts; round trips come on top. */
const WARM_UP = 1_500;
const WARM_ROUND_TRIPS = 6;
/** An election that takes longer than so many timeouts and round trips, and some milliseconds, has not come about. */
const LONGEST_ELECTIONS = 6;
const SLACK = 3_000;
/** So many times without a new leader show what more would show. */
const HOPELESS = 3;

/** Puts one cluster through all distances of a sweep, one after another. */
export async function sweepWork(stand: Stand, sweep: Sweep): Promise<void> {
  const { cluster, journal, tell, signal } = stand;
  const lag = new EventLoopLag(journal);
  const busy = new MachineBusy(journal);
  try {
    enter(stand, 'from', `${sweep.points.length} distances`);
    const ways = await Ways.open(cluster, sweep);
    const broken = await attempt(async () => {
      for (const point of sweep.points) {
        signal.throwIfAborted();
        tell({ kind: 'note', text: wordsOf(point) });
        await measure(stand, ways, { sweep, point });
      }
    });
    await ways.clear();
    enter(stand, 'finish', 'final reads of every member');
    const unfinished = await attempt(() => finish(stand));
    const first = broken ?? unfinished;
    if (first !== undefined) {
      throw first;
    }
  } finally {
    busy.close();
    lag.close();
  }
}

function wordsOf({ rtt, jitter, contention }: SweepPoint): string {
  const uneven = jitter > 0 ? ` and up to ${jitter} ms more` : '';
  const contest =
    contention === undefined
      ? ''
      : `, ${contention.clients} clients on ${contention.keys} keys (${contention.strategy})`;
  return `round trip ${rtt} ms${uneven}${contest}`;
}

interface At {
  readonly sweep: Sweep;
  readonly point: SweepPoint;
}

/** @throws WaitedInVain where the members do not come back even once all distance is gone */
async function measure(stand: Stand, ways: Ways, at: At): Promise<void> {
  const { cluster, journal } = stand;
  const { sweep, point } = at;
  const { rtt, jitter, contention } = point;
  const enters: Enters = (state, more = {}) =>
    journal.write({
      ...{ type: 'point', t: journal.clock(), point: point.point, state, rtt, jitter },
      ...(contention === undefined ? {} : { contention }),
      ...(isLosing(point) ? { losing: true } : {}),
      ...more,
    });
  await ways.clear();
  await placeLeader(cluster, sweep);
  enters('set');
  await setDistance(point, ways, cluster, journal);
  try {
    const unsettled = await attempt(() => settleWhereAsked(cluster, sweep, rtt + jitter));
    const unfinished =
      unsettled === undefined ? await attempt(() => work(stand, ways, at, enters)) : undefined;
    // Without this record the point is not finished, whatever was seen of it.
    enters('end', {
      ...(unsettled === undefined ? {} : { leaderless: true }),
      ...(unfinished === undefined ? {} : { cutShort: unfinished.message }),
    });
  } finally {
    await ways.clear();
  }
}

/** With the leader in the zone where it is to be, if it goes there at this distance. */
async function settleWhereAsked(cluster: Cluster, sweep: Sweep, rtt: number): Promise<void> {
  await settle(cluster, rtt);
  const leader = cluster.members.indexOf(await cluster.leader());
  if (sweep.placement[leader] !== sweep.leaderZone) {
    await attempt(() => placeLeader(cluster, sweep).then(() => undefined));
    await settle(cluster, rtt);
  }
}

type Enters = (
  state: RecordOf<'point'>['state'],
  more?: Pick<RecordOf<'point'>, 'leaderless' | 'cutShort'>,
) => void;

/** What a point is for, at its distance. */
function work(stand: Stand, ways: Ways, at: At, enters: Enters): Promise<void> {
  const { contention, measureMs: lasts, point, rtt } = at.point;
  return contention === undefined
    ? workAtRates(stand, ways, at, enters)
    : contend(stand, ways.clients, { ...contention, point, lasts, rtt }, enters);
}

/** Nothing is done at it but to lose leaders. */
const isLosing = ({ measureMs }: SweepPoint): boolean => measureMs === 0;

/** Where leaders are only lost, writes show what clients see of it. */
const SHOWING: readonly PacedWork[] = ['put'];

/** Clients at fixed rates, then as much as goes; then without leaders. */
async function workAtRates(stand: Stand, ways: Ways, at: At, enters: Enters): Promise<void> {
  const { journal, numbers } = stand;
  const { sweep, point } = at;
  const around = { journal, numbers };
  const kinds = isLosing(point) ? SHOWING : PACED_WORK;
  const clients = startPaced(ways.clients, kinds, sweep.rate, around);
  try {
    if (!isLosing(point)) {
      await pause(WARM_UP + WARM_ROUND_TRIPS * (point.rtt + point.jitter));
      await scrape(stand);
      enters('measure');
      await pause(point.measureMs, undefined, { signal: stand.signal });
      await scrape(stand);
      enters('rest');
      // What counts is answered as far away and as undisturbed as it was begun.
      const now = journal.clock();
      await Promise.all(clients.map((client) => client.answered(now)));
    }
    if (point.burstMs > 0) {
      enters('burst');
      await burst(ways.clients, point.burstMs, around);
      enters('rest');
    }
    if (point.kills + point.freezes > 0) {
      enters('fail');
      await loseLeaders(stand, ways, at);
    }
  } finally {
    // What is under way is answered sooner without any distance.
    await ways.clear();
    await Promise.all(clients.map((client) => client.stop()));
  }
}

/** Longest that a call takes which loses nobody: so many milliseconds, and round trips. */
const CALL = { least: 500, roundTrips: 5 };

/** Kills first, then freezes; the first of each with a lock besides. */
async function loseLeaders(stand: Stand, ways: Ways, { point }: At): Promise<void> {
  const { cluster, journal, numbers, signal } = stand;
  // A write that was handed to a lost leader is answered by nobody: the next try must not wait for it for long.
  const deadline = CALL.least + CALL.roundTrips * (point.rtt + point.jitter);
  const operators = new Operators(cluster, journal, numbers, 'traffic', 'sweep', deadline);
  const losses = (['kill', 'freeze'] as const).flatMap((how) =>
    Array.from({ length: how === 'kill' ? point.kills : point.freezes }, (_, index) => ({ how, index })),
  );
  const within = LONGEST_ELECTIONS * (cluster.timers.electionMs + point.rtt + point.jitter) + SLACK;
  let leaderless = 0;
  let missed = 0;
  try {
    for (const [place, { how, index }] of losses.entries()) {
      signal.throwIfAborted();
      const loss = { how, number: point.point * 10_000 + place + 1, lock: index < WITH_LOCK, within };
      const elected = await loseLeader(stand, loss, operators.at, () => ways.clear());
      leaderless += elected === Infinity ? 1 : 0;
      missed += elected > (point.enough?.within ?? Infinity) ? 1 : 0;
      const isLast = place === losses.length - 1;
      if (isLast || leaderless === HOPELESS || missed === point.enough?.missed) {
        return;
      }
      // The next one is taken away from a cluster that has found itself again, at the distance.
      await ways.set(point);
      await settle(cluster, point.rtt + point.jitter);
    }
  } finally {
    operators.close();
  }
}

async function scrape({ cluster, journal }: Stand): Promise<void> {
  const records = await Promise.all(
    cluster.members.map((member) => metricsRecord(member, () => journal.clock())),
  );
  records.filter((record) => record !== undefined).forEach((record) => journal.write(record));
}
