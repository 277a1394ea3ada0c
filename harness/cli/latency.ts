import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Argv } from 'yargs';
import { DEFAULT_TO, DEFAULT_TOXIPROXY } from '../artifacts/defaults';
import type { ArtifactOptions } from '../artifacts/options';
import { resolveVersion } from '../artifacts/resolve-version';
import { ExitCode } from '../errors/exit-code';
import { Refusal } from '../errors/refusal';
import { repeatCommand } from '../gate/repeat';
import { rulesOf } from '../latency/recommend';
import { widest } from '../topology/zones';
import { reportOf } from '../latency/report-of';
import type { LatencyReport } from '../latency/report';
import { secondsOfGroup } from '../latency/cells';
import { firstCells, searchCells, SweepOutcome } from '../latency/sweep';
import {
  readSweepFile,
  requireSamePrograms,
  writeSweepFile,
  type BegunSweep,
  type SweepFile,
} from '../latency/sweep-file';
import { amount } from '../result/amount';
import { latencyLines, latencyMarkdown } from '../../reports/latency';
import { printable } from '../../reports/printable';
import { command } from './command';
import { measureCells } from './measure-cells';
import { artifactOptions, withArtifactFlags } from './options/artifact-flags';
import { clusterOptions, readClusterOptions } from './options/cluster';
import { readConfig } from './options/config';
import type { Config } from './options/config-schema';
import { formatDuration, parseDuration } from './options/duration';
import { once } from './options/once';
import { checkOut, makeOut } from './options/out';
import { readSweep, SWEEP_FLAGS, sweepOptions } from './options/sweep';
import { readThresholds } from './options/thresholds';
import { requireUsed } from './options/used-programs';
import { programsOf } from './programs-of';
import { requireRuntime } from './runtime-required';
import { settleRuntime } from './settle-runtime';

/** The flags as yargs hands them over. */
type Given = Readonly<Record<string, unknown>>;

/** `etcd-assay latency`: which round trips a configuration bears, and what each costs. */
export const latency = command({
  usage: 'latency',
  describe: 'measure what distance between members costs, and where a configuration stops being stable',
  options: (argv: Argv) =>
    sweepOptions(clusterOptions(withArtifactFlags(argv)))
      .option('etcd', {
        type: 'string',
        requiresArg: true,
        describe: `etcd version: 3.6.16, 3.5, latest (default ${DEFAULT_TO})`,
      })
      .option('budget', {
        type: 'string',
        requiresArg: true,
        describe: 'longest time that the sweep may take, such as 45m',
      })
      .option('resume', {
        type: 'string',
        requiresArg: true,
        describe: 'go on with an interrupted sweep, by its folder; what it has measured is kept',
      })
      .option('dry-run', { type: 'boolean', describe: 'say what would be measured, and stop' }),
  run: async (given, surroundings) => {
    const { terminal, signal } = surroundings;
    const config = readConfig(given.config);
    const artifacts = artifactOptions(given, surroundings, process.env, config);
    const { seed, out: fresh, runtime: asked } = readClusterOptions(given, config);
    if (given.topology !== undefined) {
      throw Refusal.usage('--topology: a sweep has --placement; leave the flag out');
    }
    const resumed = once('resume', given.resume);
    const begun = resumed === undefined ? undefined : goneOnWith(resumed, given);
    const plan = begun ?? (await planned(given, { config, artifacts, seed, asked, signal }));
    requireUsed(given.program, [plan.version], DEFAULT_TOXIPROXY);
    const { runtime } = plan;
    const groups = firstCells(plan);
    const seconds = groups.reduce((sum, group) => sum + secondsOfGroup(group), 0);
    const budget = readBudget(once('budget', given.budget) ?? config.budget);
    if (resumed === undefined) {
      requireBudget(budget, seconds);
    }
    const out = resumed ?? fresh;
    if (resumed === undefined) {
      checkOut(out);
    }
    terminal.lines(announcement(plan, { clusters: groups.flat().length, seconds, out }));
    if (given.dryRun === true) {
      return { exitCode: ExitCode.pass, json: { dryRun: true, exitCode: ExitCode.pass, seconds, ...plan } };
    }
    await requireRuntime(runtime, signal);
    const found = await programsOf({ subject: { from: plan.version, to: plan.version } }, artifacts);
    const thresholds = readThresholds(undefined, config.thresholds ?? {}, plan.placement.length);
    const subject = { ...plan, runtime, found, thresholds };
    const startedAt = new Date().toISOString();
    if (begun !== undefined) {
      requireSamePrograms(begun.programs, found.programs);
    }
    const folder = resumed === undefined ? makeOut(out) : resolve(out);
    if (begun === undefined) {
      writeSweepFile(folder, { ...plan, programs: found.programs });
    }
    const outcome = new SweepOutcome(plan);
    const further = (round: number) => searchCells(plan, outcome.thresholds, round);
    const stopped = await measureCells(groups, further, outcome, { subject, folder, surroundings, budget });
    const ending = { startedAt, stopped, interrupted: signal.aborted };
    const report = reportOf(subject, plan.targetP99, outcome, ending);
    writeFileSync(join(folder, 'result.json'), `${JSON.stringify(report, null, 2)}\n`);
    writeFileSync(join(folder, 'summary.md'), latencyMarkdown(report));
    terminal.lines(['', ...latencyLines(report), '', ...closing(report, out)]);
    return { exitCode: report.exitCode, json: report };
  },
});

interface Settled {
  readonly config: Config;
  readonly artifacts: ArtifactOptions;
  readonly seed: number;
  readonly asked: Parameters<typeof settleRuntime>[0];
  readonly signal: AbortSignal;
}

/** What a new sweep is to measure. @throws Refusal (usage) */
async function planned(
  given: Given,
  { config, artifacts, seed, asked, signal }: Settled,
): Promise<SweepFile> {
  const sweep = readSweep(given);
  const version = await resolveVersion(
    'etcd',
    once('etcd', given['etcd']) ?? config.etcd ?? DEFAULT_TO,
    artifacts,
  );
  const flags = SWEEP_FLAGS.flatMap((flag) => {
    const value = given[flag];
    return typeof value === 'string' ? [[flag, value] as const] : [];
  });
  const wanted = once('runtime', given['runtime']);
  const repeat = repeatCommand('latency', {
    ...Object.fromEntries(flags),
    ...{ etcd: version, runtime: wanted, seed },
  });
  return { ...sweep, version, seed, command: repeat, runtime: await settleRuntime(asked, signal) };
}

/** A sweep that was begun has settled what it measures. @throws Refusal (usage) */
function goneOnWith(folder: string, given: Given): BegunSweep {
  const flag = [...SWEEP_FLAGS, 'etcd', 'seed', 'out', 'runtime'].find((one) => given[one] !== undefined);
  if (flag !== undefined) {
    throw Refusal.usage(`--resume goes on with a sweep as it was begun; leave out --${flag}`);
  }
  return readSweepFile(folder);
}

/** @returns seconds */
const readBudget = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : parseDuration('--budget', text);

function requireBudget(budget: number | undefined, seconds: number): void {
  if (budget !== undefined && budget < seconds) {
    throw Refusal.usage(
      `--budget ${formatDuration(budget)} is too little: this sweep takes about ${minutes(seconds)}; raise it, or ask for fewer distances, repeats or kills`,
    );
  }
}

const minutes = (seconds: number): string => `${Math.ceil(seconds / 60)} min`;

function announcement(
  { version, timers, distances, placement, work, leaderZone, zones, seed, searches }: SweepFile,
  { clusters, seconds, out }: { clusters: number; seconds: number; out: string },
): string[] {
  const sets = timers.map(
    ({ name, timers: { heartbeatMs, electionMs } }) => `${name} ${heartbeatMs}/${electionMs} ms`,
  );
  const search = searches ? ', and up to as much again to make intervals narrower' : '';
  return [
    `latency of etcd ${version}: ${amount(distances.length, 'distance')}, ${sets.join(' and ')}, ${amount(work.repeats, 'repeat')}`,
    `members in ${placement.join(', ')}, the leader in ${leaderZone}, clients in ${zones.join(', ')}`,
    ...timers.flatMap(({ name, timers: own }) =>
      rulesOf(own, longestOf(distances))
        .filter(({ kept }) => !kept)
        .map(({ rule }) => `${name} breaks a rule of tuning at the longest round trip: ${rule}`),
    ),
    `about ${minutes(seconds)} on ${amount(clusters, 'cluster')}${search}`,
    `seed ${seed}, out ${printable(out)}`,
  ];
}

const longestOf = (distances: SweepFile['distances']): { rtt: number; jitter: number } => ({
  rtt: Math.max(...distances.map(({ zones }) => widest(zones))),
  jitter: Math.max(...distances.map(({ jitter }) => jitter)),
});

/** One sentence, where the report is, and how to go on. */
function closing({ verdict, points, cells, error, interrupted }: LatencyReport, out: string): string[] {
  const relied = points.filter((point) => point.verdict === 'measured').length;
  const open = cells.find((cell) => cell.verdict === 'inconclusive' || cell.verdict === 'fail');
  const why = error ?? (open === undefined ? undefined : `${open.name}: ${open.why ?? 'not measured'}`);
  const word = interrupted ? 'INTERRUPTED' : (verdict ?? 'not measured').toUpperCase();
  const because = why === undefined || interrupted ? '' : `; ${printable(why, 300)}`;
  return [
    `${word}: ${relied} of ${amount(points.length, 'point')} measured${because}`,
    `Report: ${printable(join(out, 'summary.md'))}`,
    ...(interrupted ? [`Go on: npx etcd-assay latency --resume ${printable(out)}`] : []),
  ];
}
