import { join } from 'node:path';
import { ExitCode } from '../../../errors/exit-code';
import { Refusal } from '../../../errors/refusal';
import { enterGate } from '../../../gate/enter-gate';
import { judgeRun } from '../../../gate/judge-run';
import { journalPath } from '../../../gate/paths';
import { HONEST } from '../../../mutants/honest';
import type { Disguise, Mutant } from '../../../mutants/mutant';
import type { JudgedResult } from '../../../result/result-of';
import { listenForInterrupt } from '../../interrupt';
import { makeOut } from '../../options/out';
import { programsOf } from '../../programs-of';
import { requireRuntime } from '../../runtime-required';
import { Terminal } from '../../terminal';
import { readOptions, type MutantOptions } from './options';
import { controlOf, outcomeOf, type Control, type Outcome } from './outcome';
import { mutantPlan, type Found } from './plan';

/** `npm run mutants`: one short run of a real cluster for each way of lying, each judged as every run is. */
async function mutants(words: readonly string[], terminal: Terminal): Promise<void> {
  const { signal, hurry } = listenForInterrupt();
  const options = await readOptions(words, { terminal, signal });
  if (options === undefined) {
    return;
  }
  await requireRuntime('sandbox', signal);
  const { version, seed } = options;
  const found = await programsOf({ subject: { from: version, to: version } }, options.artifacts);
  const out = makeOut(options.out);
  const run = (disguise: Disguise | Mutant, of: number) =>
    judged({ disguise, seed: of, found, signal, hurry, out: join(out, `${disguise.name}-${of}`) }, options);
  const outcomes: Outcome[] = [];
  for (const mutant of options.mutants) {
    const { result, seconds } = await run(mutant, seed);
    const outcome = outcomeOf(mutant, result, seconds);
    outcomes.push(outcome);
    terminal.line(rowOf(outcome));
  }
  const controls: Control[] = [];
  for (let control = seed; control < seed + options.controls; control += 1) {
    const { result, seconds } = await run(HONEST, control);
    const told = controlOf(control, result, seconds);
    controls.push(told);
    terminal.line(
      `control, seed ${control}: ${told.verdict} (${seconds.toFixed(0)} s) ${told.words}`.trimEnd(),
    );
  }
  const good =
    outcomes.every(({ verdict }) => verdict === 'killed') &&
    controls.every(({ verdict }) => verdict === 'pass');
  process.exitCode = good ? ExitCode.pass : ExitCode.fail;
  terminal.line(sentence(outcomes, controls, out));
  if (terminal.json) {
    const json = { mutants: outcomes, controls, exitCode: process.exitCode };
    process.stdout.write(`${JSON.stringify(json)}\n`);
  }
}

interface Run {
  readonly disguise: Disguise | Mutant;
  readonly seed: number;
  readonly found: Found;
  readonly out: string;
  readonly signal: AbortSignal;
  readonly hurry: AbortSignal;
}

/** @throws Error where there is no journal to judge */
async function judged(
  { disguise, seed, found, out, signal, hurry }: Run,
  { version }: MutantOptions,
): Promise<{ result: JudgedResult; seconds: number }> {
  const plan = mutantPlan(disguise, version, { seed, found, out: makeOut(out) });
  const begun = performance.now();
  const ended = await enterGate({ plan, show: () => undefined, signal, hurry });
  signal.throwIfAborted();
  if (ended.as === 'refused') {
    throw new Error(`${disguise.name}: ${ended.message}`);
  }
  return { result: await judgeRun(journalPath(plan)), seconds: (performance.now() - begun) / 1000 };
}

const rowOf = ({ name, verdict, checker, seconds, words }: Outcome): string =>
  `${name.padEnd(24)}${verdict.padEnd(14)}${checker.padEnd(20)}${seconds.toFixed(0).padStart(4)} s  ${words}`;

function sentence(outcomes: readonly Outcome[], controls: readonly Control[], out: string): string {
  const killed = outcomes.filter(({ verdict }) => verdict === 'killed').length;
  const passed = controls.filter(({ verdict }) => verdict === 'pass').length;
  return controls.length > 0
    ? `${passed} of ${controls.length} control runs pass; journals in ${out}`
    : `${killed} of ${outcomes.length} mutants killed; journals in ${out}`;
}

const words = process.argv.slice(2);
const terminal = new Terminal(words.includes('--json'));
void mutants(words, terminal).catch((error: unknown) => {
  process.exitCode = error instanceof Refusal ? error.exitCode : ExitCode.harness;
  process.stderr.write(`mutants: ${error instanceof Error ? error.message : String(error)}\n`);
});
