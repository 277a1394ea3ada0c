import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Argv } from 'yargs';
import { DEFAULT_KUBERNETES, DEFAULT_TO, DEFAULT_TOXIPROXY } from '../artifacts/defaults';
import { resolveVersion } from '../artifacts/resolve-version';
import { reportOf } from '../compare/report-of';
import { turnsOf } from '../compare/rounds';
import { ExitCode } from '../errors/exit-code';
import { Refusal } from '../errors/refusal';
import { secondsOf } from '../gate/comparison/seconds-of';
import { requireRoom } from '../gate/machine';
import { repeatCommand } from '../gate/repeat';
import { TRIALS } from '../journal/comparison-record';
import { comparisonLines, comparisonMarkdown } from '../../reports/comparison';
import { printable } from '../../reports/printable';
import { amount } from '../result/amount';
import { topologyNamed } from '../topology/catalogue';
import { memberNodes } from '../topology/topology';
import { command } from './command';
import { measureTurns } from './measure-turns';
import { artifactOptions, withArtifactFlags } from './options/artifact-flags';
import { clusterOptions, readClusterOptions } from './options/cluster';
import { comparisonOptions, readComparison, type AskedComparison } from './options/comparison';
import { readConfig } from './options/config';
import { kubernetesOption, readKubernetes } from './options/kubernetes';
import { once } from './options/once';
import { checkOut, makeOut } from './options/out';
import { readThresholds } from './options/thresholds';
import { requireUsed } from './options/used-programs';
import { programsOf } from './programs-of';
import { requireRuntime } from './runtime-required';

/** Of the harness itself, and of what members and journals leave on the disk. */
const ROOM = { memoryBytes: 1 << 29, diskBytes: 2 ** 31 };

/** `etcd-assay compare`: what it costs etcd, and the API on it, to share nodes with a control plane. */
export const compare = command({
  usage: 'compare',
  describe: 'compare topologies of etcd and a control plane under load and losses, round by round',
  options: (argv: Argv) =>
    kubernetesOption(comparisonOptions(clusterOptions(withArtifactFlags(argv))))
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
    const { seed, out, runtime: asked } = readClusterOptions(given, config);
    if (given.topology !== undefined) {
      throw Refusal.usage('--topology: a comparison has --topologies; leave the flag out');
    }
    const wanted = readComparison(given);
    const version = await resolveVersion(
      'etcd',
      once('etcd', given.etcd) ?? config.etcd ?? DEFAULT_TO,
      artifacts,
    );
    const [first = ''] = wanted.topologies;
    const kubernetes =
      (await readKubernetes(
        given.kubernetes,
        { topology: topologyNamed(first), runtime: asked === 'docker' ? 'docker' : 'sandbox', from: version },
        artifacts,
      )) ?? DEFAULT_KUBERNETES;
    requireUsed(given.program, [version], DEFAULT_TOXIPROXY, kubernetes);
    const folder = checkOut(out);
    const turns = turnsOf({ ...wanted, seed });
    const seconds = turns.reduce((all, turn) => all + secondsOf({ ...wanted, trials: [...turn.trials] }), 0);
    terminal.lines([
      `${wanted.topologies.join(', ')}: etcd ${version} under Kubernetes ${kubernetes}`,
      `${amount(turns.length, 'cluster')} in ${amount(wanted.rounds, 'round')}, about ${Math.ceil(seconds / 60)} min; ${wanted.trials.join(', ')}`,
      `all nodes of a cluster together: ${wanted.budget.cpus} cores, ${Math.round(wanted.budget.memoryBytes / (1 << 20))} MiB`,
      `seed ${seed}, out ${printable(out)}`,
    ]);
    if (given.dryRun === true) {
      return {
        exitCode: ExitCode.pass,
        json: { dryRun: true, exitCode: ExitCode.pass, ...wanted, seed, seconds },
      };
    }
    await requireRuntime('sandbox', signal);
    requireRoom({ ...ROOM, memoryBytes: wanted.budget.memoryBytes + ROOM.memoryBytes, seconds }, folder);
    const found = await programsOf({ subject: { from: version, to: version, kubernetes } }, artifacts);
    const subject = {
      ...wanted,
      thresholds: readThresholds(
        undefined,
        config.thresholds ?? {},
        memberNodes(topologyNamed(first).nodes).length,
      ),
      ...{ version, kubernetes, seed, found, command: repeatOf(wanted, { version, kubernetes, seed }) },
    };
    const startedAt = new Date().toISOString();
    const made = makeOut(out);
    const { outcomes, stopped } = await measureTurns(turns, { subject, folder: made, surroundings });
    const report = reportOf(wanted.topologies, subject, outcomes, {
      ...{ startedAt, stopped, interrupted: signal.aborted },
    });
    writeFileSync(join(made, 'result.json'), `${JSON.stringify(report, null, 2)}\n`);
    writeFileSync(join(made, 'summary.md'), comparisonMarkdown(report));
    terminal.lines([
      '',
      ...comparisonLines(report),
      ...(report.error === null ? [] : [report.error]),
      `Report: ${printable(join(out, 'summary.md'))}`,
    ]);
    return { exitCode: report.exitCode, json: report };
  },
});

const repeatOf = (
  { topologies, trials, nodes, pods, rounds, measureMs, budget }: AskedComparison,
  {
    version,
    kubernetes,
    seed,
  }: { readonly version: string; readonly kubernetes: string; readonly seed: number },
): string =>
  repeatCommand('compare', {
    ...{ topologies: topologies.join(','), etcd: version, kubernetes, seed },
    ...(trials.length === TRIALS.length ? {} : { load: trials.join(',') }),
    ...{ nodes, pods, rounds, seconds: measureMs / 1000 },
    ...{ cpus: budget.cpus, memory: `${Math.round(budget.memoryBytes / (1 << 20))}MiB` },
  });
