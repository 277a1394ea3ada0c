import type { TurnOutcome } from '../compare/report-of';
import type { Turn } from '../compare/rounds';
import { runTurn, type ComparisonSubject } from '../compare/run-turn';
import { ExitCode } from '../errors/exit-code';
import type { Surroundings } from './command';
import { progressView } from './progress/view';

interface Measuring {
  readonly subject: ComparisonSubject;
  /** The comparison's folder, in which each cluster has one of its own. */
  readonly folder: string;
  readonly surroundings: Surroundings;
}

interface Measured {
  readonly outcomes: readonly TurnOutcome[];
  /** What ended it before its end. */
  readonly stopped: { readonly why: string; readonly exitCode: ExitCode } | undefined;
}

/** One cluster after another; one that could not be measured ends it, and what was measured before counts. */
export async function measureTurns(turns: readonly Turn[], measuring: Measuring): Promise<Measured> {
  const { subject, folder, surroundings } = measuring;
  const { terminal, signal, hurry } = surroundings;
  const outcomes: TurnOutcome[] = [];
  for (const turn of turns) {
    terminal.line(`\n${turn.topology}, round ${turn.round}`);
    const view = progressView(terminal);
    const ended = await runTurn(turn, {
      ...{ subject, folder, signal, hurry },
      show: (event) => view.show(event),
    });
    const isJudged = 'schema' in ended;
    view.end(isJudged && ended.verdict !== null ? 'done' : 'stopped');
    outcomes.push(
      isJudged
        ? { turn, result: ended, why: whyNot(ended) }
        : { turn, result: undefined, why: ended.message },
    );
    if (signal.aborted) {
      return { outcomes, stopped: { why: 'interrupted', exitCode: ExitCode.interrupted } };
    }
    if (!isJudged) {
      return { outcomes, stopped: { why: `${turn.topology}: ${ended.message}`, exitCode: ended.exitCode } };
    }
  }
  return { outcomes, stopped: undefined };
}

/** The first criterion that its clusters did not meet. */
function whyNot({ error, criteria }: Extract<TurnOutcome['result'], object>): string | null {
  const unmet = criteria.find(({ verdict }) => verdict !== 'pass');
  return error ?? (unmet === undefined ? null : `${unmet.id}: ${unmet.evidence}`);
}
