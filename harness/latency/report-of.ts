import { thisMachine } from '../gate/machine';
import { exitCodeOfEnding, type Ending } from './ending';
import { besidePublished } from './published';
import { LATENCY_SCHEMA, type LatencyReport } from './report';
import type { SweepSubject } from './run-cell';
import type { SweepOutcome } from './sweep';

/** All that a sweep has measured, as its result.json says it. */
export function reportOf(
  { version, runtime, command, seed, found, zones, placement, leaderZone }: SweepSubject,
  targetP99: number,
  outcome: SweepOutcome,
  { startedAt, ...ending }: Ending & { readonly startedAt: string },
): LatencyReport {
  const { points, thresholds, control, outcomes } = outcome;
  const { stopped, interrupted } = ending;
  const verdict = verdictOf(outcome, stopped?.why);
  const atNoDistance = points.find(({ rtt, jitter }) => rtt === 0 && jitter === 0);
  return {
    schema: LATENCY_SCHEMA,
    verdict,
    exitCode: exitCodeOfEnding(verdict, ending),
    error: stopped?.why ?? null,
    ...{ interrupted, seed, command, startedAt, version, runtime },
    ...{ zones: [...zones], placement: [...placement], leaderZone, targetP99 },
    machine: thisMachine(),
    programs: found.programs,
    proxies: {
      direct: control?.zones[0]?.put.p50 ?? null,
      proxied: atNoDistance?.zones[0]?.put.p50 ?? null,
    },
    points: points.map((point) => ({ ...point, putP99s: [...point.putP99s] })),
    thresholds,
    published: besidePublished({ points, thresholds }),
    cells: outcomes.map(({ cell: { name }, verdict: of, why }) => ({ name, verdict: of, why })),
  };
}

/** A guarantee that was violated outweighs all else; figures that are not to be relied on leave it open. */
function verdictOf({ outcomes, points }: SweepOutcome, error: string | undefined): LatencyReport['verdict'] {
  if (outcomes.some(({ verdict }) => verdict === 'fail')) {
    return 'fail';
  }
  if (points.length === 0) {
    return null;
  }
  const open =
    error !== undefined ||
    outcomes.some(({ verdict }) => verdict === 'inconclusive') ||
    points.some(({ verdict }) => verdict === 'inconclusive');
  return open ? 'inconclusive' : 'pass';
}
