import type { KnownIssue, Machine, NotRun, ProgramRecord, Subject } from '../journal/header';
import { RESULT_SCHEMA, type Result } from './result';

/** What is known of a run before and without judging it. */
export interface Planned {
  readonly seed: number;
  readonly command: string;
  readonly subject: Subject;
  readonly machine: Machine;
  readonly programs: readonly ProgramRecord[];
  readonly notRun: readonly NotRun[];
  readonly knownIssues?: readonly KnownIssue[] | undefined;
  readonly sabotage?: string | undefined;
}

/** The result of a run that ended before anything could be judged. */
export function resultWithoutVerdict(
  { seed, command, subject, machine, programs, notRun, knownIssues = [], sabotage }: Planned,
  { exitCode, error, interrupted }: Pick<Result, 'exitCode' | 'error' | 'interrupted'>,
): Result {
  return {
    schema: RESULT_SCHEMA,
    verdict: null,
    ...{ exitCode, error, interrupted, seed, command, subject, machine },
    startedAt: new Date().toISOString(),
    sabotage: sabotage ?? null,
    programs: [...programs],
    phases: [],
    criteria: [],
    measurements: [],
    findings: [],
    load: { operations: 0, seconds: 0, rate: 0 },
    faults: [],
    notRun: [...notRun],
    knownIssues: [...knownIssues],
  };
}
