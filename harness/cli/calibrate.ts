import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Argv } from 'yargs';
import type { ArtifactOptions } from '../artifacts/options';
import { ExitCode } from '../errors/exit-code';
import { Refusal } from '../errors/refusal';
import type { NotRun } from '../journal/header';
import { powerCut } from '../faults/power-cut';
import type { RuntimeName } from '../runtime/runtime';
import { SCENARIOS, scenarioNamed } from '../scenarios/catalogue';
import type { Scenario } from '../scenarios/scenario';
import { assay } from '../track-record/assay';
import type { Entry } from '../track-record/entry';
import { folderOf, runScenario, type Found, type Shown } from '../track-record/run-scenario';
import { entryLines, entryTable } from '../../reports/track-record';
import { command } from './command';
import { artifactOptions, withArtifactFlags } from './options/artifact-flags';
import { clusterOptions, readClusterOptions } from './options/cluster';
import { readConfig } from './options/config';
import { parseDuration } from './options/duration';
import { once, repeated, wholeNumber } from './options/once';
import { makeOut } from './options/out';
import { programsOf } from './programs-of';
import { requireRuntime } from './runtime-required';
import { settleRuntime } from './settle-runtime';

/** How long a bug that shows sometimes is tried for, unless the user says otherwise. */
const PATIENCE = '10m';

/** `etcd-assay calibrate`: known bugs of real releases, and whether the checkers find them. */
export const calibrate = command({
  usage: 'calibrate',
  describe: 'bring up known bugs of real etcd releases, and say which of them the checkers catch',
  options: (argv: Argv) =>
    clusterOptions(withArtifactFlags(argv))
      .option('only', {
        type: 'string',
        array: true,
        nargs: 1,
        describe: 'number of the etcd issue; repeatable (default: every scenario)',
      })
      .option('within', {
        type: 'string',
        requiresArg: true,
        describe: `how long to try for a bug that shows only sometimes (default ${PATIENCE})`,
      })
      .option('attempts', {
        type: 'string',
        requiresArg: true,
        describe:
          'runs of each scenario on its affected release (default 1; those that show sometimes: until caught)',
      }),
  run: async (given, surroundings) => {
    const { terminal, signal, hurry } = surroundings;
    const config = readConfig(given.config);
    const artifacts = artifactOptions(given, surroundings, process.env, config);
    const { seed, out, runtime: asked } = readClusterOptions(given, config);
    if (given.topology !== undefined) {
      throw Refusal.usage('--topology: each scenario has its own; leave the flag out');
    }
    const wanted = readScenarios(repeated('only', given.only));
    const runtime = await settleRuntime(asked, signal);
    const impossible = impossibleOf(wanted, runtime, given.only !== undefined);
    const scenarios = wanted.filter((scenario) => !impossible.some(({ id }) => id === scenario.id));
    const within = parseDuration('--within', once('within', given.within) ?? PATIENCE);
    const attempts = readAttempts(once('attempts', given.attempts));
    await requireRuntime(runtime, signal);
    const programs = await programsFor(scenarios, artifacts);
    const folder = makeOut(out);
    const entries: Entry[] = [];
    for (const scenario of scenarios) {
      const run = (version: string, attempt: number): Promise<Shown> =>
        runScenario({
          ...{ scenario, version, runtime, signal, hurry },
          seed: seed + attempt - 1,
          found: programs.get(version) as Found,
          out: makeOut(folderOf(folder, scenario, version, attempt)),
        });
      const entry = await assay(scenario, run, { within: within * 1000, attempts });
      entries.push(entry);
      terminal.lines([...entryLines(entry, terminal.look.columns), '']);
    }
    writeFileSync(join(folder, 'track-record.json'), `${JSON.stringify({ scenarios: entries }, null, 2)}\n`);
    writeFileSync(join(folder, 'track-record.md'), `${entryTable(entries).join('\n')}\n`);
    const exitCode = exitCodeOf(entries);
    terminal.lines(impossible.map(({ id, why }) => `${id}  not run: ${why}`));
    terminal.line(sentence(entries));
    return { exitCode, json: { scenarios: entries, notRun: impossible, exitCode } };
  },
});

function readScenarios(ids: readonly string[]): readonly Scenario[] {
  return ids.length === 0 ? SCENARIOS : [...new Set(ids)].map(scenarioNamed);
}

/**
 * Scenarios that this machine or user cannot have.
 * @throws Refusal (environment) where they were asked for by name
 */
function impossibleOf(scenarios: readonly Scenario[], runtime: RuntimeName, byName: boolean): NotRun[] {
  const why = powerCut.unavailable({ runtime, members: 1 });
  const impossible = scenarios.flatMap(({ id, disk }) =>
    disk === undefined || why === undefined ? [] : [{ id, why }],
  );
  const [first] = impossible;
  if (byName && first !== undefined) {
    throw Refusal.environment(`scenario ${first.id} is not possible here: ${first.why}`);
  }
  return impossible;
}

const readAttempts = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : wholeNumber('attempts', text, 1, 1000);

/** Every release that the scenarios need, found before the first of them runs. */
async function programsFor(
  scenarios: readonly Scenario[],
  artifacts: ArtifactOptions,
): Promise<ReadonlyMap<string, Found>> {
  const found = new Map<string, Found>();
  const versions = scenarios.flatMap(({ versions: { affected, fixed } }) => [affected, fixed]);
  for (const version of new Set(versions)) {
    if (version !== undefined) {
      found.set(version, await programsOf({ subject: { from: version, to: version } }, artifacts));
    }
  }
  return found;
}

/** `fail` before all else: the release that is said to have the fix showed something. */
function exitCodeOf(entries: readonly Entry[]): ExitCode {
  if (
    entries.some(({ runs, fixed }) => runs.some((run) => run.version === fixed && run.verdict === 'fail'))
  ) {
    return ExitCode.fail;
  }
  return entries.every(asExpected) ? ExitCode.pass : ExitCode.inconclusive;
}

const asExpected = ({ id, verdict, fixedPasses }: Entry): boolean =>
  fixedPasses !== false && (verdict === 'caught' || scenarioNamed(id).shows === 'sometimes');

function sentence(entries: readonly Entry[]): string {
  const caught = entries.filter(({ verdict }) => verdict === 'caught').length;
  const fixed = entries.filter(({ fixedPasses }) => fixedPasses !== null);
  const passing = fixed.filter(({ fixedPasses }) => fixedPasses).length;
  return `${caught} of ${entries.length} known bugs caught; ${passing} of ${fixed.length} fixed releases pass the same scenario`;
}
