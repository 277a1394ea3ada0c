import { writeFileSync } from 'node:fs';
import { MOST_RTT } from '../latency/search';
import { join } from 'node:path';
import type { Argv } from 'yargs';
import { DEFAULT_TO, DEFAULT_TOXIPROXY } from '../artifacts/defaults';
import { resolveVersion } from '../artifacts/resolve-version';
import { ExitCode } from '../errors/exit-code';
import { Refusal } from '../errors/refusal';
import { thisMachine } from '../gate/machine';
import { repeatCommand } from '../gate/repeat';
import {
  CONTENTION_SCHEMA,
  contentionVerdict,
  contestCell,
  contestsOf,
  crossingsOf,
  secondsOfContests,
  STRATEGIES,
  type ContentionReport,
  type Contests,
} from '../latency/contest';
import { exitCodeOfEnding } from '../latency/ending';
import { SweepOutcome } from '../latency/sweep';
import { DEFAULT } from '../latency/timers';
import { contentionLines, contentionMarkdown } from '../../reports/contention';
import { printable } from '../../reports/printable';
import { amount } from '../result/amount';
import { command } from './command';
import { measureCells } from './measure-cells';
import { artifactOptions, withArtifactFlags } from './options/artifact-flags';
import { clusterOptions, readClusterOptions } from './options/cluster';
import { readConfig } from './options/config';
import { suggestion } from './options/nearest';
import { numberList } from './options/number-list';
import { once, quoted, wholeNumber } from './options/once';
import { checkOut, makeOut } from './options/out';
import { readThresholds } from './options/thresholds';
import { requireUsed } from './options/used-programs';
import { programsOf } from './programs-of';
import { requireRuntime } from './runtime-required';
import { settleRuntime } from './settle-runtime';

const ZONES = ['a', 'b', 'c'];
const DEFAULTS = { rtt: '0,20', keys: '1,10,100,1000', clients: '1,4,16,64', seconds: 3 } as const;
/** One connection each, of this process. */
const MOST_CLIENTS = 256;

/** `etcd-assay contention`: what it costs to change the same keys at once, and what to do when one has lost. */
export const contention = command({
  usage: 'contention',
  describe: 'measure compare-and-swap under contention, by back-off, against a lock',
  options: (argv: Argv) =>
    clusterOptions(withArtifactFlags(argv))
      .option('rtt', {
        type: 'string',
        requiresArg: true,
        describe: `round trips between zones, in ms (default ${DEFAULTS.rtt})`,
      })
      .option('keys', {
        type: 'string',
        requiresArg: true,
        describe: `how many keys clients change (default ${DEFAULTS.keys})`,
      })
      .option('clients', {
        type: 'string',
        requiresArg: true,
        describe: `how many clients at once (default ${DEFAULTS.clients})`,
      })
      .option('backoff', {
        type: 'string',
        requiresArg: true,
        describe: `what a client does that lost: ${STRATEGIES.join(', ')} (default all; lock is no back-off but the alternative)`,
      })
      .option('seconds', {
        type: 'string',
        requiresArg: true,
        describe: `that count for each (default ${DEFAULTS.seconds})`,
      })
      .option('etcd', {
        type: 'string',
        requiresArg: true,
        describe: `etcd version: 3.6.16, 3.5, latest (default ${DEFAULT_TO})`,
      })
      .option('dry-run', { type: 'boolean', describe: 'say what would be measured, and stop' }),
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
    const contests = readContests(given, seed);
    const version = await resolveVersion(
      'etcd',
      once('etcd', given.etcd) ?? config.etcd ?? DEFAULT_TO,
      artifacts,
    );
    requireUsed(given.program, [version], DEFAULT_TOXIPROXY);
    const runtime = await settleRuntime(askedRuntime, signal);
    checkOut(out);
    const cell = contestCell(contests);
    const minutes = Math.ceil(secondsOfContests(contests) / 60);
    terminal.lines([
      `contention for keys, etcd ${version}: ${amount(cell.points.length, 'contest')}, about ${minutes} min`,
      `seed ${seed}, out ${printable(out)}`,
    ]);
    if (given.dryRun === true) {
      return { exitCode: ExitCode.pass, json: { dryRun: true, exitCode: ExitCode.pass, ...contests } };
    }
    await requireRuntime(runtime, signal);
    const found = await programsOf({ subject: { from: version, to: version } }, artifacts);
    const repeat = repeatCommand('contention', {
      ...{ rtt: contests.rtts.join(','), keys: contests.keys.join(','), clients: contests.clients.join(',') },
      ...{ backoff: contests.strategies.join(','), seconds: contests.lastsMs / 1000, etcd: version, seed },
      ...(runtime === 'sandbox' ? {} : { runtime }),
    });
    const subject = {
      ...{ version, seed, command: repeat, zones: ZONES, placement: ZONES, leaderZone: 'a', rate: 1 },
      ...{ runtime, found, thresholds: readThresholds(undefined, config.thresholds ?? {}, ZONES.length) },
    };
    const folder = makeOut(out);
    const outcome = new SweepOutcome({ timers: [DEFAULT], targetP99: 1 });
    const stopped = await measureCells([[cell]], () => [], outcome, { subject, folder, surroundings });
    const points = contestsOf(outcome);
    const [run] = outcome.outcomes;
    const verdict = contentionVerdict(run?.verdict ?? null, points);
    const report: ContentionReport = {
      ...{
        schema: CONTENTION_SCHEMA,
        verdict,
        error: stopped?.why ?? run?.why ?? null,
        version,
        runtime,
        seed,
        command: repeat,
      },
      exitCode: exitCodeOfEnding(verdict, { stopped, interrupted: signal.aborted }),
      machine: thisMachine(),
      ...{ points, crossings: crossingsOf(points) },
    };
    writeFileSync(join(folder, 'result.json'), `${JSON.stringify(report, null, 2)}\n`);
    writeFileSync(join(folder, 'summary.md'), contentionMarkdown(report));
    terminal.lines([
      '',
      ...contentionLines(report),
      ...(report.error === null ? [] : [report.error]),
      `Report: ${printable(join(out, 'summary.md'))}`,
    ]);
    return { exitCode: report.exitCode, json: report };
  },
});

/** @throws Refusal (usage) */
function readContests(given: Readonly<Record<string, unknown>>, seed: number): Contests {
  const list = (flag: 'rtt' | 'keys' | 'clients', least: number, most: number): number[] =>
    numberList(flag, once(flag, given[flag]) ?? DEFAULTS[flag], { least, most });
  const names = (once('backoff', given['backoff']) ?? STRATEGIES.join(','))
    .split(',')
    .map((name) => name.trim());
  const seconds = once('seconds', given['seconds']);
  return {
    ...{ zones: ZONES, seed },
    rtts: list('rtt', 0, MOST_RTT),
    keys: list('keys', 1, 100_000),
    clients: list('clients', 1, MOST_CLIENTS),
    strategies: [...new Set(names)].map((name) => {
      const strategy = STRATEGIES.find((one) => one === name);
      if (strategy === undefined) {
        throw Refusal.usage(`--backoff: no "${quoted(name)}"${suggestion(name, STRATEGIES)}`);
      }
      return strategy;
    }),
    lastsMs: 1000 * (seconds === undefined ? DEFAULTS.seconds : wholeNumber('seconds', seconds, 1, 3600)),
  };
}
