import { existsSync, writeFileSync } from 'node:fs';
import { DEFAULT_TOXIPROXY } from '../artifacts/defaults';
import type { ArtifactOptions } from '../artifacts/options';
import { isCached } from '../artifacts/resolve-release';
import type { FamilyName } from '../artifacts/program';
import { ExitCode } from '../errors/exit-code';
import { Refusal } from '../errors/refusal';
import { describeSchedule } from '../faults/schedule';
import { enterGate, type Ended } from '../gate/enter-gate';
import { estimate, type Estimate } from '../gate/estimate';
import { requireRoom } from '../gate/machine';
import { mebibytes } from '../gate/mebibytes';
import { resultPath, schedulePath } from '../gate/paths';
import type { Outline, Plan } from '../gate/plan';
import { readResult } from '../gate/read-result';
import { amount } from '../result/amount';
import { runtimeOf } from '../runtime/runtime';
import type { Result } from '../result/result';
import { resultWithoutVerdict } from '../result/without-verdict';
import { printable } from '../../reports/printable';
import { describeSubject } from '../../reports/title';
import { writeReports } from '../../reports/write-reports';
import type { Outcome, Surroundings } from './command';
import { ownBuildLines } from './own-builds';
import { keepEvidence } from './keep-evidence';
import type { OwnImage } from './options/images';
import { checkOut, makeOut } from './options/out';
import { progressView } from './progress/view';
import { programsOf } from './programs-of';
import { restoringReleases } from './restore-programs';
import { requireRuntime } from './runtime-required';
import { sayEnding } from './say-ending';
import { withImages } from './with-images';
import { withKnownIssues } from './with-known-issues';

export interface RunOptions extends Surroundings {
  readonly artifacts: ArtifactOptions;
  /** The user's own images, for members that are containers. */
  readonly images: readonly OwnImage[];
  readonly dryRun: boolean;
  /** Known issues of the releases are tried first, and count. */
  readonly strict: boolean;
}

/**
 * Says what will be done, finds the programs, does it in a process of its own, and says how it ended. The same
 * for every command that runs clusters.
 */
export async function runExperiment(outline: Outline, options: RunOptions): Promise<Outcome> {
  const { terminal, signal, hurry, dryRun, strict } = options;
  const expected = estimate(outline, outline.schedule);
  requireBudget(outline, expected);
  const folder = checkOut(outline.out);
  terminal.lines(await announcement(outline, expected, options.artifacts));
  if (dryRun) {
    terminal.lines(['', 'Faults:', ...describeSchedule(outline.schedule)]);
    terminal.lines(['', 'Not run:', ...outline.notRun.map(({ id, why }) => `  ${id}: ${why}`)]);
    return {
      exitCode: ExitCode.pass,
      json: { dryRun: true, exitCode: ExitCode.pass, ...outline, expected },
    };
  }
  await requireRuntime(runtimeOf(outline.subject), signal);
  requireRoom(expected, folder);
  const found = await withImages(
    await programsOf(outline, options.artifacts),
    outline.subject,
    options.images,
    (line) => terminal.line(line),
  );
  // What follows until the sandbox listens for it happens at one go; and OUT is made last, so that whatever
  // was refused before leaves nothing behind.
  signal.throwIfAborted();
  const out = makeOut(outline.out);
  const planned: Plan = { ...outline, out, ...found };
  const plan = strict ? await withKnownIssues(planned, options) : planned;
  writeSchedule(plan);
  const view = progressView(terminal);
  const ended = await enterGate({ plan, show: (event) => view.show(event), signal, hurry });
  const { result, unwritten } = resultOnDisk(plan, ended, signal);
  view.end(result.verdict === null ? 'stopped' : 'done');
  const data = await keepEvidence(plan, result, terminal);
  unwritten.forEach((why) => terminal.complain(why));
  sayEnding(terminal, result, existsSync(resultPath(plan)) ? { out: outline.out, data } : undefined);
  return { exitCode: result.exitCode, json: result };
}

/** What `--schedule` and `shrink` go on from. */
function writeSchedule(plan: Plan): void {
  const path = schedulePath(plan);
  try {
    writeFileSync(path, `${JSON.stringify(plan, null, 2)}\n`);
  } catch (error) {
    throw Refusal.environment(
      `${printable(path)} cannot be written: ${(error as Error).message}; name another folder with --out`,
    );
  }
}

function requireBudget({ budget, schedule }: Outline, { seconds }: Estimate): void {
  if (budget !== undefined && seconds * 1000 > budget) {
    throw Refusal.usage(
      `--budget ${budget / 1000}s is too little: ${schedule.length === 0 ? 'even without faults' : 'with the faults of its schedule'} this run takes about ${minutes(seconds)}; raise it`,
    );
  }
}

async function announcement(
  { subject, seed, out, sabotage, knownIssues = [] }: Outline,
  { seconds, memoryBytes, diskBytes }: Estimate,
  artifacts: ArtifactOptions,
): Promise<string[]> {
  const { from, to } = subject;
  const wanted = [
    ...[...new Set([from, to])].map((version) => ({ family: 'etcd' as const, version })),
    { family: 'toxiproxy' as const, version: DEFAULT_TOXIPROXY },
    ...(subject.kubernetes === undefined
      ? []
      : [{ family: 'kubernetes' as const, version: subject.kubernetes }]),
    ...Object.entries(subject.velero === undefined ? {} : restoringReleases(subject.velero)).flatMap(
      ([family, versions]) => versions.map((version) => ({ family: family as FamilyName, version })),
    ),
  ];
  const cached = await Promise.all(wanted.map(({ family, version }) => isCached(family, version, artifacts)));
  const missing = cached.filter((is) => !is).length;
  const missingPlane = wanted.some(({ family }, index) => family === 'kubernetes' && cached[index] === false);
  return [
    describeSubject(subject),
    `about ${minutes(seconds)}; memory ${mebibytes(memoryBytes)}, disk ${mebibytes(diskBytes)}`,
    ...(missing === 0
      ? []
      : [
          `first ${amount(missing, 'release')} to fetch or build; building one takes up to ${missingPlane ? '7' : '2'} min on two cores`,
        ]),
    `seed ${seed}, out ${printable(out)}`,
    ...(await ownBuildLines(wanted, artifacts)),
    ...knownIssues.map(({ id, title, versions }) => `known issue of ${versions.join(', ')}: ${id}, ${title}`),
    ...(sabotage === undefined ? [] : [`SABOTAGED on purpose: ${sabotage}`]),
  ];
}

const minutes = (seconds: number): string => `${(seconds / 60).toFixed(1)} min`;

interface Reported {
  readonly result: Result;
  /** Why some report is not there, in words. */
  readonly unwritten: readonly string[];
}

/**
 * What result.json says, and nothing else, is what happened: exit code 1 is returned only where the inner
 * process reported an end and the verdict on the disk is `fail`.
 */
function resultOnDisk(plan: Plan, ended: Ended, signal: AbortSignal): Reported {
  if (ended.as === 'done') {
    const result = readResult(plan);
    if (result.exitCode === ended.exitCode) {
      return { result, unwritten: ended.unwritten };
    }
  }
  const interrupted = signal.aborted;
  const result = resultWithoutVerdict(plan, {
    interrupted,
    exitCode: interrupted
      ? ExitCode.interrupted
      : ended.exitCode === ExitCode.fail
        ? ExitCode.harness
        : ended.exitCode,
    error: ended.as === 'refused' ? ended.message : 'result.json does not say what the inner process said',
  });
  writeReports(plan.out, result);
  // Where even this could not be written, its error says so.
  return { result, unwritten: [] };
}
