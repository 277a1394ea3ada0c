import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Argv } from 'yargs';
import { DEFAULT_DECODE, DEFAULT_TO } from '../artifacts/defaults';
import type { ArtifactOptions } from '../artifacts/options';
import { resolveRelease } from '../artifacts/resolve-release';
import { resolveVersion } from '../artifacts/resolve-version';
import { ExitCode } from '../errors/exit-code';
import { Refusal } from '../errors/refusal';
import { freeBytes } from '../gate/disk-reserve';
import { mebibytes } from '../gate/mebibytes';
import { harnessLog, nodesFolder, resultPath } from '../gate/paths';
import { removeData, removeSecrets } from '../gate/remove-data';
import { holdsProtobuf } from '../snapshot/holds-protobuf';
import { examineInSandbox } from '../snapshot/enter';
import type { Facts } from '../snapshot/facts';
import { bytesFigure } from '../snapshot/figure';
import type { Task } from '../snapshot/protocol';
import { reportOf } from '../snapshot/report';
import { printable } from '../../reports/printable';
import { verifySnapshotLines, verifySnapshotMarkdown } from '../../reports/verify-snapshot';
import { decoderProgram } from './decoder-program';
import { command, type Surroundings } from './command';
import { artifactOptions, withArtifactFlags } from './options/artifact-flags';
import { once } from './options/once';
import { checkOut, defaultOut, makeOut } from './options/out';
import { snapshotFile, type SnapshotFile } from './options/snapshot-file';
import { requireUsed } from './options/used-programs';
import { ownBuildLines } from './own-builds';
import { requireRuntime } from './runtime-required';

/** A restored member's log of raft begins with two files of this size. */
const LOG_BYTES = 2 * 64 * 1024 ** 2;
const MEMBERS = 3;

/** `etcd-assay verify-snapshot FILE`: whether a snapshot can be restored, and what comes of it. */
export const verifySnapshot = command({
  usage: 'verify-snapshot <file>',
  describe: 'restore a snapshot of yours in a sandbox, and say whether it is usable',
  options: (argv: Argv) =>
    withArtifactFlags(argv)
      .positional('file', {
        type: 'string',
        describe: 'a file of "etcdctl snapshot save", or a copy of member/snap/db; only ever read',
        demandOption: true,
      })
      .option('etcd', {
        type: 'string',
        requiresArg: true,
        describe: `version that is to take it: 3.6.16, 3.5, latest (default ${DEFAULT_TO})`,
      })
      .option('out', {
        type: 'string',
        requiresArg: true,
        describe: 'folder for result.json and summary.md, new or empty (default etcd-assay-runs/...)',
      }),
  run: async (given, surroundings) => {
    const { terminal, signal } = surroundings;
    const artifacts = artifactOptions(given, surroundings);
    const file = snapshotFile(given.file);
    const out = once('out', given.out) ?? defaultOut('snapshot', new Date());
    const version = await resolveVersion('etcd', once('etcd', given.etcd) ?? DEFAULT_TO, artifacts);
    requireUsed(given.program, [version], undefined, undefined, { decode: [DEFAULT_DECODE] });
    requireRoom(file, checkOut(out));
    await requireRuntime('sandbox', signal);
    const found = await programsFor(version, file, artifacts);
    // OUT is made last, so that whatever was refused before leaves nothing behind.
    signal.throwIfAborted();
    const folder = makeOut(out);
    terminal.lines([
      `snapshot ${printable(given.file)}, ${bytesFigure(file.bytes)}, as three members of etcd ${version}`,
      ...(await ownBuildLines([{ family: 'etcd', version }], artifacts)),
    ]);
    const facts = await examined({ ...found, version, file: file.path }, folder, surroundings);
    const report = reportOf(given.file, facts);
    writeFileSync(resultPath({ out: folder }), `${JSON.stringify(report, null, 2)}\n`);
    writeFileSync(join(folder, 'summary.md'), verifySnapshotMarkdown(report));
    terminal.lines(['', ...verifySnapshotLines(report, terminal.look)]);
    terminal.line(`Report: ${printable(join(out, 'summary.md'))}`);
    return { exitCode: report.exitCode, json: report };
  },
});

/** @throws Refusal (environment) where three copies would not fit */
function requireRoom({ bytes }: SnapshotFile, folder: string): void {
  const [needed, free] = [MEMBERS * (bytes + LOG_BYTES), freeBytes(folder)];
  if (free < needed) {
    throw Refusal.environment(
      `three restored members need ${mebibytes(needed)} of disk at ${folder}, and ${mebibytes(free)} are free; name another folder with --out`,
    );
  }
}

async function programsFor(
  version: string,
  file: SnapshotFile,
  artifacts: ArtifactOptions,
): Promise<Pick<Task, 'etcd' | 'etcdutl' | 'decoder'>> {
  const { programs } = await resolveRelease('etcd', version, artifacts);
  const pathOf = (name: 'etcd' | 'etcdutl'): string => {
    const program = programs.find((one) => one.name === name);
    if (program === undefined) {
      throw Refusal.environment(
        `verify-snapshot needs the ${name} of ${version}, which is not there; add --program ${name}@${version}=PATH`,
      );
    }
    return program.path;
  };
  return { etcd: pathOf('etcd'), etcdutl: pathOf('etcdutl'), decoder: await decoderFor(file, artifacts) };
}

/** Obtained only where there is something to decode. Without it a snapshot is verified all the same, and this is said. */
async function decoderFor({ path }: SnapshotFile, artifacts: ArtifactOptions): Promise<Task['decoder']> {
  if (!(await holdsProtobuf(path))) {
    return { missing: 'nothing in it needs it' };
  }
  try {
    return { path: await decoderProgram(artifacts) };
  } catch (error) {
    if (error instanceof Refusal && error.exitCode === ExitCode.environment) {
      return { missing: error.message };
    }
    throw error;
  }
}

/** Whatever comes of it, the members' data and keys are removed; their logs stay where nothing good came of it. */
async function examined(
  task: Omit<Task, 'folder'>,
  out: string,
  { terminal, signal }: Surroundings,
): Promise<Facts> {
  const nodes = nodesFolder({ out });
  mkdirSync(nodes);
  try {
    const facts = await examineInSandbox(
      { ...task, folder: nodes },
      { log: harnessLog({ out }), doing: (what) => terminal.line(`${what} …`), signal },
    );
    if (facts.start !== null && 'members' in facts.start) {
      rmSync(nodes, { recursive: true, force: true });
    }
    return facts;
  } finally {
    await removeData({ out });
    await removeSecrets({ out });
  }
}
