import type { Argv } from 'yargs';
import { Refusal } from '../../errors/refusal';
import { MOST_RTT } from '../../latency/search';
import { distancesOf, type Distance } from '../../latency/cells';
import type { SweepFile } from '../../latency/sweep-file';
import { recommend } from '../../latency/recommend';
import { refusedByEtcd, TIMER_NAMES, timersNamed, type NamedTimers } from '../../latency/timers';
import { zonesOfMembers } from '../../topology/placement';
import { widest, type Zones } from '../../topology/zones';
import { suggestion } from './nearest';
import { numberList } from './number-list';
import { once, quoted, wholeNumber } from './once';
import { readZones } from './zones';

const DEFAULTS = {
  rtt: '0,1,5,10,20,50,100,200,400',
  jitter: '0',
  timers: 'default,slow',
  placement: '1+1+1',
  targetP99: 100,
  repeats: 3,
  measure: 6,
  kills: 21,
  freezes: 3,
} as const;
/** Milliseconds of writing as much as goes, at each point. */
const BURST = 2_000;
/** Operations a second of each kind, from each zone. */
const RATE = 20;
/** Of profiles with fewer zones than that. */
const ALL_IN_ONE = '3';
const ZONE_NAMES = ['a', 'b', 'c', 'd', 'e'];

export const sweepOptions = <T>(argv: Argv<T>) =>
  argv
    .option('rtt', {
      type: 'string',
      requiresArg: true,
      describe: `round trips between any two zones, in ms (default ${DEFAULTS.rtt})`,
    })
    .option('jitter', {
      type: 'string',
      requiresArg: true,
      describe: 'by which round trips may be longer, in ms, each with each round trip (default 0)',
    })
    .option('zones', {
      type: 'string',
      requiresArg: true,
      describe:
        'in place of --rtt, a profile (region, metro, coast-to-coast, continents, detour) or a YAML file',
    })
    .option('placement', {
      type: 'string',
      requiresArg: true,
      describe: `members in each zone: 3, 2+1, 1+1+1, 2+2+1 (default ${DEFAULTS.placement})`,
    })
    .option('leader', {
      type: 'string',
      requiresArg: true,
      describe: 'zone in which the leader is while figures count (default the first)',
    })
    .option('timers', {
      type: 'string',
      requiresArg: true,
      describe: `sets of timers: ${TIMER_NAMES.join(', ')} (default ${DEFAULTS.timers})`,
    })
    .option('heartbeat', {
      type: 'string',
      requiresArg: true,
      describe: 'heartbeat interval in ms, with --election',
    })
    .option('election', {
      type: 'string',
      requiresArg: true,
      describe: 'election timeout in ms, with --heartbeat',
    })
    .option('target-p99', {
      type: 'string',
      requiresArg: true,
      describe: `99th percentile of writes that is wanted, in ms (default ${DEFAULTS.targetP99})`,
    })
    .option('repeats', {
      type: 'string',
      requiresArg: true,
      describe: `clusters for each set of timers in which clients count (default ${DEFAULTS.repeats})`,
    })
    .option('measure', {
      type: 'string',
      requiresArg: true,
      describe: `seconds that count at each distance (default ${DEFAULTS.measure})`,
    })
    .option('kills', {
      type: 'string',
      requiresArg: true,
      describe: `leaders to kill, in clusters of their own, at the shortest, the longest and one between (default ${DEFAULTS.kills})`,
    })
    .option('freezes', {
      type: 'string',
      requiresArg: true,
      describe: `leaders to freeze there (default ${DEFAULTS.freezes})`,
    });

/** Names of these flags. */
export const SWEEP_FLAGS = [
  ...(['rtt', 'jitter', 'zones', 'placement', 'leader', 'timers', 'heartbeat', 'election'] as const),
  ...(['target-p99', 'repeats', 'measure', 'kills', 'freezes'] as const),
] as const;

/** The flags as yargs hands them over, unchecked. */
export type SweepFlags = Readonly<Partial<Record<(typeof SWEEP_FLAGS)[number], unknown>>>;

/** A sweep as it was asked for, settled. */
export type AskedSweep = Omit<SweepFile, 'version' | 'seed' | 'command' | 'runtime'>;

/** @throws Refusal (usage) */
export function readSweep(flags: SweepFlags): AskedSweep {
  const file = once('zones', flags.zones);
  if (file !== undefined && flags.rtt !== undefined) {
    throw Refusal.usage('--zones has its own distances, and --rtt gives others; give one of them');
  }
  const given = file === undefined ? undefined : readZones(file);
  if (given?.placement !== undefined && flags.placement !== undefined) {
    throw Refusal.usage('--placement: the file of --zones says where members are; leave the flag out');
  }
  const zoneNames = given?.zones.zones ?? ZONE_NAMES;
  const placement = given?.placement ?? readPlacement(once('placement', flags.placement), zoneNames);
  const zones = given?.zones.zones ?? ZONE_NAMES.slice(0, Math.max(2, new Set(placement).size));
  const jitters = numberList('jitter', once('jitter', flags.jitter) ?? DEFAULTS.jitter, BOUNDS);
  const distances =
    given === undefined
      ? distancesAt(zones, numberList('rtt', once('rtt', flags.rtt) ?? DEFAULTS.rtt, BOUNDS), jitters)
      : profileDistances(given.zones, jitters);
  const longest = Math.max(...distances.map((distance) => widest(distance.zones)));
  return {
    ...{ zones, placement, distances, rate: RATE },
    leaderZone: readLeader(once('leader', flags.leader), placement),
    timers: readTimers(flags, longest, Math.max(...jitters)),
    work: {
      repeats: readNumber('repeats', flags.repeats, DEFAULTS.repeats, 1, 50),
      measureMs: 1000 * readNumber('measure', flags.measure, DEFAULTS.measure, 1, 3600),
      burstMs: BURST,
      kills: placement.length < 3 ? 0 : readNumber('kills', flags.kills, DEFAULTS.kills, 0, 1000),
      freezes: placement.length < 3 ? 0 : readNumber('freezes', flags.freezes, DEFAULTS.freezes, 0, 1000),
    },
    targetP99: readNumber('target-p99', flags['target-p99'], DEFAULTS.targetP99, 1, 60_000),
    searches: given === undefined,
  };
}

const BOUNDS = { least: 0, most: MOST_RTT };

function readNumber(flag: string, given: unknown, otherwise: number, least: number, most: number): number {
  const text = once(flag, given);
  return text === undefined ? otherwise : wholeNumber(flag, text, least, most);
}

/** Leaders are taken away at the nearest, at the furthest, and two thirds of the way, where thresholds mostly lie. */
function distancesAt(
  zones: readonly string[],
  rtts: readonly number[],
  jitters: readonly number[],
): Distance[] {
  const failoverAt = [0, Math.floor((2 * rtts.length) / 3), rtts.length - 1].map(
    (index) => rtts[index] as number,
  );
  return distancesOf(zones, rtts, jitters, failoverAt);
}

const profileDistances = (zones: Zones, jitters: readonly number[]): Distance[] =>
  jitters.map((jitter, point) => ({ point, zones, jitter, failover: true }));

function readPlacement(text: string | undefined, zones: readonly string[]): string[] {
  const given = text ?? (zones.length < 3 ? ALL_IN_ONE : DEFAULTS.placement);
  const placement = zonesOfMembers(given, zones);
  if (placement === undefined || ![1, 3, 5].includes(placement.length)) {
    throw Refusal.usage(
      `--placement must be members in each of at most ${zones.length} zones, 1, 3 or 5 in all, as in 2+1, not "${quoted(given)}"`,
    );
  }
  return placement;
}

function readLeader(text: string | undefined, placement: readonly string[]): string {
  const zone = text ?? placement[0] ?? '';
  if (!placement.includes(zone)) {
    const there = [...new Set(placement)].join(', ');
    throw Refusal.usage(`--leader: no member is in a zone "${quoted(zone)}"; there are ${there}`);
  }
  return zone;
}

function readTimers(
  { timers, heartbeat, election }: SweepFlags,
  longest: number,
  jitter: number,
): NamedTimers[] {
  const own = { heartbeat: once('heartbeat', heartbeat), election: once('election', election) };
  if ((own.heartbeat === undefined) !== (own.election === undefined)) {
    throw Refusal.usage('--heartbeat and --election belong together; give both');
  }
  if (own.heartbeat !== undefined && own.election !== undefined) {
    if (timers !== undefined) {
      throw Refusal.usage('--timers names sets, and --heartbeat gives one; give one of them');
    }
    return [{ name: 'own', timers: ownTimers(own.heartbeat, own.election) }];
  }
  const names = (once('timers', timers) ?? DEFAULTS.timers).split(',').map((name) => name.trim());
  const sets = [...new Set(names)].map((name) => {
    const known = TIMER_NAMES.find((one) => one === name);
    if (known === undefined) {
      throw Refusal.usage(`--timers: no set "${quoted(name)}"${suggestion(name, TIMER_NAMES)}`);
    }
    return timersNamed(known, recommend({ rtt: longest, jitter, fsyncP99: 10 }));
  });
  // Where no others are better than the defaults, what is tuned is the defaults.
  return sets.filter(
    ({ timers: one }, index) => sets.findIndex(({ timers: other }) => same(one, other)) === index,
  );
}

type Timers = NamedTimers['timers'];
const same = (one: Timers, other: Timers): boolean =>
  one.heartbeatMs === other.heartbeatMs && one.electionMs === other.electionMs;

/** Only what etcd itself would refuse is refused; that a rule of tuning is broken is said. */
function ownTimers(heartbeat: string, election: string): NamedTimers['timers'] {
  const own = {
    heartbeatMs: wholeNumber('heartbeat', heartbeat, 1, 50_000),
    electionMs: wholeNumber('election', election, 1, 1_000_000),
  };
  const why = refusedByEtcd(own);
  if (why !== undefined) {
    throw Refusal.usage(`--election: ${why}`);
  }
  return own;
}
