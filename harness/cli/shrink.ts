import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { types } from 'node:util';
import type { Argv } from 'yargs';
import { ExitCode } from '../errors/exit-code';
import { Refusal } from '../errors/refusal';
import { describeSchedule, type PlannedFault } from '../faults/schedule';
import { enterGate } from '../gate/enter-gate';
import { judgeApart } from '../gate/judge-apart';
import { journalPath, resultPath, schedulePath } from '../gate/paths';
import { Plan } from '../gate/plan';
import { removeData } from '../gate/remove-data';
import { withSchedule } from '../gate/repeat';
import { shrink as shrunk } from '../gate/shrink';
import { Result } from '../result/result';
import { command, type Surroundings } from './command';
import { once, quoted, wholeNumber } from './options/once';
import { defaultOut, makeOut } from './options/out';
import { isImagePath } from '../runtime/image-path';
import { runtimeOf } from '../runtime/runtime';
import { requireRuntime } from './runtime-required';

const ATTEMPTS = 12;

/** `etcd-assay shrink RUN`: the smallest schedule of faults with which a failing run still fails. */
export const shrink = command({
  usage: 'shrink <run>',
  describe: 'repeat a failing run with fewer and shorter faults, as long as it fails for the same reason',
  options: (argv: Argv) =>
    argv
      .positional('run', { type: 'string', describe: 'folder of a gate that failed', demandOption: true })
      .option('attempts', {
        type: 'string',
        requiresArg: true,
        describe: `runs at the most, each as long as a gate (default ${ATTEMPTS})`,
      })
      .option('out', {
        type: 'string',
        requiresArg: true,
        describe: 'empty or new folder for the results (default ./etcd-assay-runs/<time>-<seed>)',
      }),
  run: async (given, surroundings) => {
    const { terminal, signal } = surroundings;
    const text = once('attempts', given.attempts);
    const attempts = text === undefined ? ATTEMPTS : wholeNumber('attempts', text, 1, 1000);
    const { plan, checker } = failed(given.run);
    await requireRuntime(runtimeOf(plan.subject), signal);
    const out = makeOut(once('out', given.out) ?? defaultOut(plan.seed, new Date()));
    let attempt = 0;
    const smallest = await shrunk(
      plan.schedule,
      async (schedule) => {
        attempt += 1;
        const folder = makeOut(join(out, `attempt-${attempt}`));
        const found = await findsAgain(
          { ...plan, out: folder, schedule: [...schedule] },
          checker,
          surroundings,
        );
        terminal.line(
          `${attempt} of at most ${attempts}: ${faults(schedule)}: ${found ? `${checker} again` : `not ${checker}`}`,
        );
        return found;
      },
      attempts,
    );
    if (smallest === undefined) {
      terminal.line(`in ${attempt} runs, nothing smaller failed by ${checker}`);
      return { exitCode: ExitCode.inconclusive, json: { checker, attempts: attempt, schedule: null } };
    }
    const path = schedulePath({ out });
    const repeat = withSchedule(plan.command, relative(process.cwd(), path));
    const small: Plan = { ...plan, out, schedule: [...smallest], command: repeat };
    writeFileSync(path, `${JSON.stringify(small, null, 2)}\n`);
    terminal.lines([
      '',
      ...describeSchedule(smallest),
      `${faults(smallest)} of ${plan.schedule.length}; repeat it:`,
      `  ${repeat}`,
    ]);
    return {
      exitCode: ExitCode.pass,
      json: { checker, attempts: attempt, schedule: smallest, command: repeat, exitCode: ExitCode.pass },
    };
  },
});

const faults = ({ length }: readonly PlannedFault[]): string => `${length} fault${length === 1 ? '' : 's'}`;

/** What a folder's run did, and the checker whose finding came first. @throws Refusal (usage) */
function failed(run: string): { plan: Plan; checker: string } {
  const result = Result.safeParse(json(resultPath({ out: run })));
  const plan = Plan.safeParse(json(schedulePath({ out: run })));
  if (!result.success || !plan.success) {
    throw Refusal.usage(
      `${quoted(run)} holds no run of this version: result.json or schedule.json is not as it should be`,
    );
  }
  const checker = result.data.findings[0]?.checker;
  if (result.data.verdict !== 'fail' || checker === undefined) {
    throw Refusal.usage(`${quoted(run)} did not fail (${String(result.data.verdict)}); name a run that did`);
  }
  const { from, to, toxiproxy } = plan.data.paths;
  // An image is with the engine, which says so itself where it is not.
  const missing = [from, to, toxiproxy].find((path) => !isImagePath(path) && !existsSync(path));
  if (missing !== undefined) {
    throw Refusal.environment(`${quoted(missing)}, which the run used, is gone; repeat the run first`);
  }
  return { plan: plan.data, checker };
}

function json(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const why = types.isNativeError(error) ? error.message : String(error);
    throw Refusal.usage(`${quoted(path)} cannot be read: ${quoted(why)}; name the folder of a gate`);
  }
}

/** Runs a plan, and judges whether the same checker finds something again. */
async function findsAgain(plan: Plan, checker: string, { signal, hurry }: Surroundings): Promise<boolean> {
  const ended = await enterGate({ plan, show: () => undefined, signal, hurry });
  signal.throwIfAborted();
  if (ended.as === 'refused') {
    throw ended.exitCode === ExitCode.harness ? new Error(ended.message) : Refusal.environment(ended.message);
  }
  const { findings, verdict } = await judgeApart({ run: journalPath(plan) }, signal);
  if (verdict !== 'pass') {
    await removeData(plan);
  }
  return findings.some((finding) => finding.checker === checker);
}
