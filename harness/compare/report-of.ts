import { ExitCode } from '../errors/exit-code';
import { thisMachine } from '../gate/machine';
import type { Result } from '../result/result';
import { exitCodeOf } from '../result/result-of';
import { topologyNamed } from '../topology/catalogue';
import { memberNodes } from '../topology/topology';
import { answerOf } from './answer';
import { claimsOf } from './claims';
import { compared } from './compared';
import { COMPARISON_SCHEMA, type ComparisonReport } from './report';
import type { Turn } from './rounds';
import type { ComparisonSubject } from './run-turn';

/** How one cluster ended: judged, or not at all. */
export interface TurnOutcome {
  readonly turn: Turn;
  readonly result: Result | undefined;
  readonly why: string | null;
}

export interface Ending {
  readonly startedAt: string;
  /** What ended it early, and whether that was the harness's own fault. */
  readonly stopped: { readonly why: string; readonly exitCode: ExitCode } | undefined;
  readonly interrupted: boolean;
}

const NOTES = [
  'All nodes share one machine, its processors and its disk: a neighbour that real hosts would not have is among the figures of every topology.',
  'Nodes have equal shares of one budget, so a topology with twice as many nodes has nodes half as large.',
  'The link between nodes is a Toxiproxy on the same machine; there is no distance between them.',
] as const;

/** All that a comparison has measured, as its result.json says it. */
export function reportOf(
  topologies: readonly string[],
  { version, kubernetes, seed, command, budget, found }: ComparisonSubject,
  outcomes: readonly TurnOutcome[],
  { startedAt, stopped, interrupted }: Ending,
): ComparisonReport {
  const measured = outcomes.map(({ turn, result }) => ({ ...turn, trials: result?.trials ?? [] }));
  const comparisons = compared(topologies, measured, seed);
  const shapes = topologies.map((name) => {
    const { nodes } = topologyNamed(name);
    return { name, nodes: nodes.length, members: memberNodes(nodes).length };
  });
  const verdict = verdictOf(outcomes, comparisons.length, stopped !== undefined);
  return {
    schema: COMPARISON_SCHEMA,
    verdict,
    exitCode: interrupted
      ? ExitCode.interrupted
      : verdict === 'fail'
        ? exitCodeOf(verdict)
        : (stopped?.exitCode ?? (verdict === null ? ExitCode.environment : exitCodeOf(verdict))),
    error: stopped?.why ?? null,
    ...{ interrupted, seed, command, startedAt, version, kubernetes, budget },
    machine: thisMachine(),
    programs: found.programs,
    topologies: shapes,
    answer: answerOf(shapes, comparisons),
    notes: [...NOTES],
    claims: claimsOf(
      outcomes.flatMap(({ result }) => result?.criteria ?? []),
      comparisons,
    ),
    comparisons,
    turns: outcomes.map(({ turn: { round, topology }, result, why }) => ({
      ...{ round, topology, why, verdict: result?.verdict ?? null },
      unreliable: (result?.trials ?? []).flatMap(({ trial, why: because }) =>
        because === null ? [] : [{ trial, why: because }],
      ),
    })),
  };
}

/** A guarantee that was violated outweighs all else; figures that are missing or not to be relied on leave it open. */
function verdictOf(
  outcomes: readonly TurnOutcome[],
  comparisons: number,
  stopped: boolean,
): ComparisonReport['verdict'] {
  if (outcomes.some(({ result }) => result?.verdict === 'fail')) {
    return 'fail';
  }
  if (comparisons === 0 && outcomes.every(({ result }) => result === undefined)) {
    return null;
  }
  const open =
    stopped ||
    outcomes.some(
      ({ result }) =>
        result?.verdict !== 'pass' || (result.trials ?? []).some(({ verdict }) => verdict !== 'measured'),
    );
  return open ? 'inconclusive' : 'pass';
}
