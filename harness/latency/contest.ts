import { z } from 'zod';
import { Contention, CONTENTION } from '../journal/sweep-record';
import { Machine } from '../journal/header';
import type { SweepPoint } from '../gate/sweep/plan';
import { ContentionFigures } from '../result/measured-point';
import { Verdict } from '../result/result';
import { ExitCode } from '../errors/exit-code';
import { equallyFar } from '../topology/zones';
import { Random } from '../workload/random';
import type { Cell } from './cells';
import { DEFAULT } from './timers';
import type { SweepOutcome } from './sweep';

export const CONTENTION_SCHEMA = 'etcd-assay/contention/1';

export const STRATEGIES = CONTENTION;
type Strategy = Contention['strategy'];

/** What is to be measured: every combination. */
export interface Contests {
  readonly zones: readonly string[];
  readonly rtts: readonly number[];
  readonly keys: readonly number[];
  readonly clients: readonly number[];
  readonly strategies: readonly Strategy[];
  readonly lastsMs: number;
  readonly seed: number;
}

/** One cluster for all of them, in an order that the seed draws. */
export function contestCell({ zones, rtts, keys, clients, strategies, lastsMs, seed }: Contests): Cell {
  const all = rtts.flatMap((rtt) =>
    keys.flatMap((count) =>
      clients.flatMap((number) =>
        strategies.map((strategy) => ({ rtt, keys: count, clients: number, strategy })),
      ),
    ),
  );
  const random = new Random(seed);
  const order = all.map((one, point) => ({ one, point, place: random.integer(0, 0x7fffffff) }));
  order.sort((one, other) => one.place - other.place);
  return {
    ...{ name: 'contention-1', timers: DEFAULT, direct: false },
    points: order.map(({ one: { rtt, ...contention }, point }): SweepPoint => ({
      ...{ point, rtt, jitter: 0, measureMs: lastsMs, burstMs: 0, kills: 0, freezes: 0, contention },
      oneWay: equallyFar(zones, rtt).oneWay.map((row) => [...row]),
    })),
  };
}

/** Seconds of a contest besides what counts: delays, probes, the leader's place, and what is under way at its end. */
const AROUND = 3;
const ROUND_TRIPS = 30;

export const secondsOfContests = ({ rtts, keys, clients, strategies, lastsMs }: Contests): number =>
  10 +
  rtts.reduce(
    (sum, rtt) =>
      sum +
      keys.length * clients.length * strategies.length * (AROUND + (lastsMs + ROUND_TRIPS * rtt) / 1000),
    0,
  );

const Contest = ContentionFigures.extend({
  rtt: z.number(),
  /** Most of the machine's processor time that was in use in any second of it, from 0 to 1; null where nobody looked. */
  busy: z.number().min(0).max(1).nullable(),
  verdict: z.enum(['measured', 'inconclusive']),
  why: z.string().nullable(),
});
export type Contest = z.infer<typeof Contest>;

const Crossing = z.strictObject({
  rtt: z.number(),
  keys: z.int(),
  /**
   * The fewest clients with which, and with all larger numbers of them, a lock made more changes a second than any way without;
   * null where it did not with the most.
   */
  lockWinsFrom: z.int().nullable(),
});

/** `OUT/result.json` of a contention curve. */
export const ContentionReport = z.strictObject({
  schema: z.literal(CONTENTION_SCHEMA),
  verdict: Verdict.nullable(),
  exitCode: z.literal(Object.values(ExitCode)),
  error: z.string().nullable(),
  version: z.string(),
  runtime: z.string(),
  seed: z.int(),
  command: z.string(),
  machine: Machine,
  points: z.array(Contest),
  crossings: z.array(Crossing),
});
export type ContentionReport = z.infer<typeof ContentionReport>;

/** What was finished, in order. */
export function contestsOf(outcome: SweepOutcome): Contest[] {
  const points = outcome.outcomes.flatMap((run) => run.points).filter(({ finished }) => finished);
  return points
    .flatMap(({ contention, rtt, busy, verdict, why }) =>
      contention === undefined ? [] : [{ ...contention, rtt, busy, verdict, why }],
    )
    .sort(
      (one, other) =>
        one.rtt - other.rtt ||
        one.keys - other.keys ||
        one.clients - other.clients ||
        STRATEGIES.indexOf(one.strategy) - STRATEGIES.indexOf(other.strategy),
    );
}

/** Figures that are not to be relied on leave it open; a violation outweighs all else. Null where nothing was judged. */
export function contentionVerdict(judged: Verdict | null, contests: readonly Contest[]): Verdict | null {
  const isOpen = judged === 'pass' && contests.some(({ verdict }) => verdict === 'inconclusive');
  return isOpen ? 'inconclusive' : judged;
}

/** At each distance and number of keys, from how many clients on a lock does better than every way without one, however many more there are. */
export function crossingsOf(contests: readonly Contest[]): z.infer<typeof Crossing>[] {
  const measured = contests.filter(({ verdict }) => verdict === 'measured');
  const places = new Map(measured.map(({ rtt, keys }) => [`${rtt} ${keys}`, { rtt, keys }]));
  return [...places.values()].flatMap(({ rtt, keys }) => {
    const here = measured.filter((one) => one.rtt === rtt && one.keys === keys);
    if (
      !here.some(({ strategy }) => strategy === 'lock') ||
      !here.some(({ strategy }) => strategy !== 'lock')
    ) {
      return [];
    }
    const clients = [...new Set(here.map((one) => one.clients))].sort((one, other) => one - other);
    const loses = clients.findLastIndex((number) => {
      const rates = here.filter((one) => one.clients === number);
      const locked = rates.find(({ strategy }) => strategy === 'lock')?.throughput;
      const best = Math.max(
        ...rates.filter(({ strategy }) => strategy !== 'lock').map(({ throughput }) => throughput),
      );
      return locked === undefined || locked <= best;
    });
    return [{ rtt, keys, lockWinsFrom: clients[loses + 1] ?? null }];
  });
}
