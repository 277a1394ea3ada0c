import { writeFileSync } from 'node:fs';
import { MOST_RTT } from '../latency/search';
import { join } from 'node:path';
import type { Argv } from 'yargs';
import { DEFAULT_TO, DEFAULT_TOXIPROXY } from '../artifacts/defaults';
import { resolveVersion } from '../artifacts/resolve-version';
import { ExitCode } from '../errors/exit-code';
import { Refusal } from '../errors/refusal';
import { repeatCommand } from '../gate/repeat';
import { secondsOfCell } from '../latency/cells';
import { exitCodeOfEnding } from '../latency/ending';
import { SweepOutcome } from '../latency/sweep';
import { DEFAULT } from '../latency/timers';
import {
  defaultsBreakAt,
  JITTERS,
  recommendationFor,
  recommendationHolds,
  recommendedTimers,
  triedOf,
  untoldOf,
  tuningCell,
  tuningVerdict,
  TUNE_SCHEMA,
  type Recommendation,
  type TuneReport,
} from '../latency/tuning';
import { printable } from '../../reports/printable';
import { recommendationLines, tuningLines, tuningMarkdown } from '../../reports/tuning';
import { command } from './command';
import { measureCells } from './measure-cells';
import { artifactOptions, withArtifactFlags } from './options/artifact-flags';
import { clusterOptions, readClusterOptions } from './options/cluster';
import { readConfig } from './options/config';
import { once, wholeNumber } from './options/once';
import { checkOut, makeOut } from './options/out';
import { readThresholds } from './options/thresholds';
import { requireUsed } from './options/used-programs';
import { programsOf } from './programs-of';
import { requireRuntime } from './runtime-required';
import { settleRuntime } from './settle-runtime';

const ZONES = ['a', 'b', 'c'];
const RATE = 20;
/** Milliseconds that count at each jitter. */
const MEASURE = 10_000;
/** Leaders to kill at each jitter: as many as a share of nine in ten takes to be told. */
const KILLS = 20;
/** Milliseconds; the most that etcd's own guide calls fine. */
const FSYNC = 10;

/** `etcd-assay tune`: timers for a network, what they cost, and the proof on a real cluster. */
export const tune = command({
  usage: 'tune',
  describe: 'recommend heartbeat and election timeout for a network, and prove them on a real cluster',
  options: (argv: Argv) =>
    clusterOptions(withArtifactFlags(argv))
      .option('rtt', { type: 'string', requiresArg: true, describe: 'round trip between members, in ms' })
      .option('jitter', {
        type: 'string',
        requiresArg: true,
        describe: `by which it may be longer, in ms (default: the least at which etcd's defaults break)`,
      })
      .option('fsync-p99', {
        type: 'string',
        requiresArg: true,
        describe: `99th percentile of the slowest disk's fsync, in ms (default ${FSYNC})`,
      })
      .option('target-failover', {
        type: 'string',
        requiresArg: true,
        describe: 'longest that there may be no leader, in ms; said where the rules do not allow it',
      })
      .option('etcd', {
        type: 'string',
        requiresArg: true,
        describe: `etcd version: 3.6.16, 3.5, latest (default ${DEFAULT_TO})`,
      })
      .option('dry-run', { type: 'boolean', describe: 'recommend only, without a cluster' }),
  run: async (given, surroundings) => {
    const { terminal, signal } = surroundings;
    const config = readConfig(given.config);
    const artifacts = artifactOptions(given, surroundings, process.env, config);
    const { seed, out, runtime: askedRuntime } = readClusterOptions(given, config);
    if (given.topology !== undefined) {
      throw Refusal.usage(
        '--topology: there are three members, each in a zone of its own; leave the flag out',
      );
    }
    const asked = readAsked(given);
    const version = await resolveVersion(
      'etcd',
      once('etcd', given.etcd) ?? config.etcd ?? DEFAULT_TO,
      artifacts,
    );
    requireUsed(given.program, [version], DEFAULT_TOXIPROXY);
    const recommendedAt = (jitter: number): Recommendation =>
      recommendationFor({ rtt: asked.rtt, jitter, fsyncP99: asked.fsyncP99 }, version);
    const atFirst = recommendedAt(asked.jitter ?? 0);
    terminal.lines([
      `for a round trip of ${asked.rtt} ms${asked.jitter === undefined ? '' : ` and up to ${asked.jitter} ms more`}, etcd ${version}:`,
      ...recommendationLines(atFirst, asked.targetFailover),
    ]);
    if (given.dryRun === true) {
      return {
        exitCode: ExitCode.pass,
        json: { dryRun: true, exitCode: ExitCode.pass, recommended: atFirst },
      };
    }
    const runtime = await settleRuntime(askedRuntime, signal);
    checkOut(out);
    const work = { zones: ZONES, rtt: asked.rtt, measureMs: MEASURE, kills: KILLS, seed };
    const jitters = asked.jitter === undefined ? [...JITTERS] : [asked.jitter];
    const cell = tuningCell(DEFAULT, jitters, work);
    terminal.lines([
      '',
      `about ${Math.ceil((2 * secondsOfCell(cell)) / 60)} min to show it; seed ${seed}, out ${printable(out)}`,
    ]);
    await requireRuntime(runtime, signal);
    const found = await programsOf({ subject: { from: version, to: version } }, artifacts);
    const thresholds = readThresholds(undefined, config.thresholds ?? {}, ZONES.length);
    const repeat = repeatCommand('tune', {
      ...{ rtt: asked.rtt, jitter: asked.jitter, 'fsync-p99': once('fsync-p99', given['fsync-p99']) },
      'target-failover': asked.targetFailover,
      ...{ etcd: version, seed },
      ...(runtime === 'sandbox' ? {} : { runtime }),
    });
    const subject = {
      ...{ version, seed, command: repeat, zones: ZONES, placement: ZONES, leaderZone: 'a', rate: RATE },
      ...{ runtime, found, thresholds },
    };
    const folder = makeOut(out);
    const measuring = { subject, folder, surroundings };
    const defaults = new SweepOutcome({ timers: [DEFAULT], targetP99: 1 });
    const first = await measureCells([[cell]], () => [], defaults, measuring);
    const breaksAt = defaultsBreakAt(triedOf(defaults.points));
    const jitter = asked.jitter ?? breaksAt ?? Math.max(...JITTERS);
    const recommended = recommendedAt(jitter);
    const own = new SweepOutcome({ timers: [recommendedTimers(recommended)], targetP99: 1 });
    const proof = tuningCell(recommendedTimers(recommended), [jitter], work);
    const stopped = first ?? (await measureCells([[proof]], () => [], own, measuring));
    const points = [...defaults.points, ...own.points];
    const tried = triedOf(points);
    const holds = recommendationHolds(tried, jitter);
    const outcomes = [...defaults.outcomes, ...own.outcomes];
    const verdict = tuningVerdict(outcomes, holds);
    const violation = outcomes.find((one) => one.verdict === 'fail');
    const report: TuneReport = {
      ...{ schema: TUNE_SCHEMA, version, seed, command: repeat, verdict },
      error: stopped?.why ?? violation?.why ?? null,
      exitCode: exitCodeOfEnding(verdict, { stopped, interrupted: signal.aborted }),
      ...{ rtt: asked.rtt, jitter, recommended, defaultsBreakAt: breaksAt, tried, holds: holds ?? null },
      untold: untoldOf(tried, jitters),
      points: points.map((point) => ({ ...point, putP99s: [...point.putP99s] })),
    };
    writeFileSync(join(folder, 'result.json'), `${JSON.stringify(report, null, 2)}\n`);
    writeFileSync(join(folder, 'summary.md'), tuningMarkdown(report));
    terminal.lines([
      '',
      ...(jitter === (asked.jitter ?? 0)
        ? []
        : [
            `for ${asked.rtt} ms and up to ${jitter} ms more:`,
            ...recommendationLines(recommended, asked.targetFailover),
            '',
          ]),
      ...tuningLines(report),
      `Report: ${printable(join(out, 'summary.md'))}`,
    ]);
    return { exitCode: report.exitCode, json: report };
  },
});

interface AskedTuning {
  readonly rtt: number;
  readonly jitter: number | undefined;
  readonly fsyncP99: number;
  readonly targetFailover: number | undefined;
}

/** @throws Refusal (usage) */
function readAsked(given: Readonly<Record<string, unknown>>): AskedTuning {
  const number = (flag: string, most: number): number | undefined => {
    const text = once(flag, given[flag]);
    return text === undefined ? undefined : wholeNumber(flag, text, 0, most);
  };
  const rtt = number('rtt', MOST_RTT);
  if (rtt === undefined) {
    throw Refusal.usage('tune needs --rtt, the round trip between members in ms');
  }
  return {
    ...{ rtt, jitter: number('jitter', MOST_RTT) },
    fsyncP99: number('fsync-p99', MOST_RTT) ?? FSYNC,
    targetFailover: number('target-failover', 600_000),
  };
}
