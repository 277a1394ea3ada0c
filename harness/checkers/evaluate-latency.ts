import { amount } from '../result/amount';
import type { CriterionId } from '../result/criterion-id';
import type { LostLeader, MeasuredPoint } from '../result/measured-point';
import { counted, type Evaluation, type Evidence } from './evaluation';
import { findingsOf, type Finding } from './finding';
import { onceAWitness } from './once-a-witness';
import { measuredPoints } from './sweep/measured-points';

/** Milliseconds there and back, up to which members are in one data centre. */
const NEAR = 2;
/** Milliseconds, from which on a distance is told apart from what the machine itself takes. */
const FAR = 10;
/** Of elections that may be late: votes may be split. */
const LATE = 0.1;
/** A median may be so much below what it cannot be below, for the sake of whole milliseconds and of the clock. */
const NEARLY = 0.9;

type Point = MeasuredPoint;

/** What all of these criteria look at. */
const pointsOf = onceAWitness(({ history }) => measuredPoints(history));

/** Judges points by one question; those that are not to be relied on are no evidence. */
const ofPoints = (
  id: CriterionId,
  claim: string,
  ask: (points: readonly Point[]) => { wrong: readonly string[]; seen: number; what: string },
) => ({
  evaluate: (evidence: Evidence): Evaluation => {
    const all = pointsOf(evidence);
    const relied = all.filter(({ verdict }) => verdict === 'measured');
    const { wrong, seen, what } = ask(relied);
    const unreliable = all.find(({ verdict }) => verdict !== 'measured');
    const finding = findingsOf(id, claim);
    return counted({
      findings: wrong.map((words): Finding => finding(words)),
      of: amount(seen, what),
      missing:
        seen > 0
          ? undefined
          : `no ${what} was measured${unreliable === undefined ? '' : `: ${unreliable.why ?? ''}`}`,
    });
  },
});

export const latencyEvaluations = {
  'near-is-stable': ofPoints('near-is-stable', 'NET-1', (points) => {
    const near = points.filter(({ rtt }) => rtt <= NEAR);
    const changed = near
      .filter(({ leaderChanges }) => leaderChanges > 0)
      .map(
        ({ rtt, leaderChanges }) =>
          `at ${rtt} ms the leader changed ${amount(leaderChanges, 'time')} of itself`,
      );
    const lost = near
      .filter(({ led, leaderChanges }) => led === false && leaderChanges === 0)
      .map(({ rtt }) => `at ${rtt} ms members did not follow one leader`);
    return {
      wrong: [...changed, ...lost, ...lateElections(near)],
      seen: near.reduce((sum, { losses }) => sum + losses.length, 0),
      what: 'loss of a leader nearby',
    };
  }),
  'elections-in-time': ofPoints('elections-in-time', 'NET-2', (points) => ({
    wrong: lateElections(points),
    seen: points.reduce((sum, { losses }) => sum + losses.length, 0),
    what: 'loss of a leader',
  })),
  'distance-costs': ofPoints('distance-costs', 'NET-3', (points) => {
    const far = points.filter(({ rtt, contention }) => rtt >= FAR && contention === undefined);
    return { wrong: far.flatMap(tooFast), seen: far.length, what: 'distance' };
  }),
  'keys-in-parallel': ofPoints('keys-in-parallel', 'CAS-5', (points) => {
    const pairs = points.flatMap((few) =>
      points.filter((many) => comparable(few, many)).map((many) => ({ few, many })),
    );
    return {
      wrong: pairs.flatMap(({ few, many }) => heldUp(few.contention, many.contention)),
      seen: pairs.length,
      what: 'pair of one key and many',
    };
  }),
};

/** So many keys that clients seldom meet. */
const MANY = 100;

/** The same clients in the same way at the same distance, on one key and on many. */
const comparable = ({ contention: few, rtt }: Point, { contention: many, ...other }: Point): boolean =>
  few !== undefined &&
  many !== undefined &&
  few.keys === 1 &&
  many.keys >= MANY &&
  few.clients > 1 &&
  few.clients === many.clients &&
  few.strategy === many.strategy &&
  few.strategy !== 'lock' &&
  rtt === other.rtt;

function heldUp(few: Point['contention'], many: Point['contention']): string[] {
  if (few === undefined || many === undefined || few.attempts === 0 || many.attempts === 0) {
    return [];
  }
  const shares = [few, many].map(({ won, attempts }) => won / attempts) as [number, number];
  const percent = shares.map((share) => `${(100 * share).toFixed(0)} %`);
  return [
    ...(shares[1] <= shares[0]
      ? [
          `of ${few.clients} clients' writes ${percent[1] ?? ''} went through on ${many.keys} keys, and ${percent[0] ?? ''} on one`,
        ]
      : []),
    ...(many.throughput < few.throughput
      ? [
          `${few.clients} clients made ${many.throughput} changes a second on ${many.keys} keys, and ${few.throughput} on one`,
        ]
      : []),
  ];
}

/** Those beyond what splits of votes allow for, in words. */
function lateElections(points: readonly Point[]): string[] {
  const losses = points.flatMap(({ losses: all, election, rtt }) =>
    all.map((loss) => ({ ...loss, rtt, bound: 2 * election + 2 * rtt })),
  );
  const late = losses.filter((loss) => loss.proven && isLate(loss, loss.bound));
  const allowed = Math.max(1, Math.floor(LATE * losses.length));
  return late.slice(allowed).map(({ how, elected, rtt, bound }) => {
    const next = elected === null ? 'never elected' : `elected after ${elected.toFixed(0)} ms`;
    return `at ${rtt} ms, after the ${how} of a leader the next one was ${next}, and not within ${bound} ms`;
  });
}

const isLate = ({ elected }: LostLeader, bound: number): boolean => elected === null || elected > bound;

/** A write takes a round trip from the leader's zone, two from the others; a serializable read less than one. */
function tooFast({ rtt, seen, zones }: Point): string[] {
  const puts = zones.flatMap(({ put }) => put.p50 ?? []).sort((one, other) => one - other);
  const distance = NEARLY * (seen ?? rtt);
  const least = puts[0];
  const most = puts.at(-1);
  return [
    ...(least !== undefined && least < distance
      ? [
          `at ${rtt} ms half of the writes of one zone took at most ${least.toFixed(1)} ms, less than the round trip to a second member`,
        ]
      : []),
    ...(most !== undefined && zones.length > 1 && most < 2 * distance
      ? [
          `at ${rtt} ms half of the writes of every zone took at most ${most.toFixed(1)} ms, less than a round trip to the leader and one more`,
        ]
      : []),
    ...zones
      .filter(({ serializable }) => serializable.p50 !== null && serializable.p50 >= rtt)
      .map(
        ({ zone }) =>
          `at ${rtt} ms half of the serializable reads from zone ${zone} took a round trip and more`,
      ),
  ];
}
