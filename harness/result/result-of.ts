import { ExitCode } from '../errors/exit-code';
import type { Header, NotRun } from '../journal/header';
import { RESULT_SCHEMA, type Judgement, type Result, type Verdict } from './result';

/** A result that has a verdict. */
export type JudgedResult = Result & { readonly verdict: Verdict };

/** How the run ended, apart from what its journal shows. */
interface Ending {
  /** One line for the user. */
  readonly error?: string | undefined;
  readonly interrupted?: boolean;
  /** What of its plan was left out on the way. */
  readonly leftOut?: readonly NotRun[];
}

const EXIT_CODES: { readonly [V in Verdict]: ExitCode } = {
  pass: ExitCode.pass,
  fail: ExitCode.fail,
  inconclusive: ExitCode.inconclusive,
};

export const exitCodeOf = (verdict: Verdict): ExitCode => EXIT_CODES[verdict];

/** The result of a run from its journal's header and judgement. An interrupted run exits as one, judged or not. */
export function resultOf(
  header: Header,
  { verdict, ...judged }: Judgement,
  { error, interrupted = false, leftOut = [] }: Ending = {},
): JudgedResult {
  const { seed, command, startedAt, subject, sabotage, machine, programs, notRun } = header;
  const { knownIssues = [] } = header;
  return {
    schema: RESULT_SCHEMA,
    verdict,
    exitCode: interrupted ? ExitCode.interrupted : exitCodeOf(verdict),
    error: error ?? null,
    interrupted,
    seed,
    command,
    startedAt,
    subject,
    sabotage: sabotage ?? null,
    machine,
    programs,
    ...judged,
    notRun: [...notRun, ...leftOut],
    knownIssues,
  };
}
