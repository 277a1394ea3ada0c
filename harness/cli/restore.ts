import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Argv } from 'yargs';
import { DEFAULT_KUBERNETES, DEFAULT_TO, DEFAULT_VELERO } from '../artifacts/defaults';
import { ExitCode } from '../errors/exit-code';
import { Refusal } from '../errors/refusal';
import { thisMachine } from '../gate/machine';
import { repeatCommand } from '../gate/repeat';
import { printable } from '../../reports/printable';
import { restoreLines, restoreMarkdown } from '../../reports/restore';
import { NOT_MEASURED, WAYS } from '../journal/restore-record';
import { ROWS } from '../restore/fidelity/matrix';
import { NOT_RUN } from '../restore/fidelity/not-run';
import { RESTORE_SCHEMA, type Findings, type RestoreReport } from '../restore/run/report';
import { command } from './command';
import { enterRestore } from './enter-restore';
import { artifactOptions, withArtifactFlags } from './options/artifact-flags';
import { numberList } from './options/number-list';
import { once } from './options/once';
import { checkOut, defaultOut, makeOut } from './options/out';
import { findPrograms, readVersions } from './restore-programs';
import { requireRuntime } from './runtime-required';

const version = (names: string, standard: string) => ({
  ...({ type: 'string', requiresArg: true } as const),
  describe: `version of ${names} (default ${standard})`,
});

/** `etcd-assay restore`: what comes back of a cluster, from an etcd snapshot and from a Velero backup, object by object. */
export const restore = command({
  usage: 'restore',
  describe: 'restore a Kubernetes cluster from an etcd snapshot and with Velero, and compare what came back',
  options: (argv: Argv) =>
    withArtifactFlags(argv)
      .option('etcd', version('etcd', DEFAULT_TO))
      .option('kubernetes', version('the control plane', DEFAULT_KUBERNETES))
      .option('velero', version('Velero', DEFAULT_VELERO))
      .option('rows', {
        ...({ type: 'string', requiresArg: true } as const),
        describe: `rows of the matrix, from 1 to 40 but for ${Object.keys(NOT_RUN).join(', ')} (default all)`,
      })
      .option('out', {
        ...({ type: 'string', requiresArg: true } as const),
        describe: 'empty or new folder for the results (default ./etcd-assay-runs/<time>-<number>)',
      })
      .option('keep', { type: 'boolean', describe: "keep the members' data too" }),
  run: async (given, surroundings) => {
    const { terminal, signal } = surroundings;
    const artifacts = artifactOptions(given, surroundings);
    const rows = readRows(once('rows', given.rows));
    const out = once('out', given.out) ?? defaultOut(randomInt(2 ** 32), new Date());
    const versions = await readVersions(given, artifacts);
    checkOut(out);
    await requireRuntime('sandbox', signal);
    terminal.lines([
      `etcd ${versions.etcd}, Kubernetes ${versions.kubernetes}, Velero ${versions.velero}: ${rows.length} rows, about two minutes`,
      `out ${printable(out)}`,
    ]);
    const paths = await findPrograms(versions, artifacts);
    const plan = { out: makeOut(out), rows, versions, paths };
    const keep = given.keep === true;
    const ended = await enterRestore({ plan, show: (line) => terminal.line(line), signal, keep });
    if (ended.type === 'refused') {
      throw Refusal.retold(ended.message, ended.exitCode);
    }
    const exitCode = isWhole(ended.findings) ? ExitCode.pass : ExitCode.inconclusive;
    const report: RestoreReport = {
      ...{ schema: RESTORE_SCHEMA, exitCode, versions, machine: thisMachine() },
      command: repeatCommand('restore', { ...versions, rows: rows.join(',') }),
      ...ended.findings,
    };
    writeFileSync(join(plan.out, 'result.json'), `${JSON.stringify(report, null, 2)}\n`);
    writeFileSync(join(plan.out, 'summary.md'), restoreMarkdown(report));
    terminal.lines(['', ...restoreLines(report), `Report: ${printable(join(out, 'summary.md'))}`]);
    return { exitCode, json: report };
  },
});

/** Whether every cell that was asked for could be measured. */
const isWhole = ({ matrix }: Findings): boolean =>
  matrix.every(({ cells }) => WAYS.every((way) => (cells[way]?.measured ?? NOT_MEASURED) !== NOT_MEASURED));

/** @throws Refusal (usage) */
function readRows(text: string | undefined): number[] {
  const known = ROWS.map(({ row }) => row);
  if (text === undefined || text === 'all') {
    return known;
  }
  const rows = numberList('rows', text, { least: 1, most: 40 });
  const unknown = rows.find((row) => !known.includes(row));
  if (unknown !== undefined) {
    const [title, why] = NOT_RUN[unknown] ?? [];
    throw Refusal.usage(`--rows: row ${unknown} (${String(title)}) is not measured: ${String(why)}`);
  }
  return rows;
}
