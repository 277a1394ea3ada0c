import type { Machine } from '../journal/header';
import { RESULT_SCHEMA, type Judgement } from './result';
import { exitCodeOf, type JudgedResult } from './result-of';

/** The result of histories that no run of ours recorded: they have no seed, no subject, and no programs. */
export function plainResult(
  { verdict, ...judged }: Judgement,
  { command, machine, startedAt }: { command: string; machine: Machine; startedAt: string },
): JudgedResult {
  return {
    schema: RESULT_SCHEMA,
    verdict,
    exitCode: exitCodeOf(verdict),
    error: null,
    interrupted: false,
    seed: null,
    command,
    startedAt,
    subject: null,
    sabotage: null,
    machine,
    programs: [],
    ...judged,
    notRun: [],
    knownIssues: [],
  };
}
