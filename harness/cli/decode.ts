import { existsSync } from 'node:fs';
import type { Argv } from 'yargs';
import { DEFAULT_DECODE } from '../artifacts/defaults';
import { ExitCode } from '../errors/exit-code';
import { Refusal } from '../errors/refusal';
import { DecodeProgram } from '../snapshot/decode-program';
import { describeValue, type Shown } from '../snapshot/describe-value';
import { DamagedFile } from '../snapshot/file/damaged-file';
import type { KeyValue } from '../snapshot/file/key-value';
import { storedObject } from '../snapshot/file/kubernetes-objects';
import { withKeys } from '../snapshot/file/snapshot-keys';
import { printable, printableLines } from '../../reports/printable';
import { command, type Outcome } from './command';
import { decoderProgram } from './decoder-program';
import { keyAt, withEndpointFlags } from './options/endpoint';
import { artifactOptions, withArtifactFlags } from './options/artifact-flags';
import { once, quoted } from './options/once';
import { snapshotFile } from './options/snapshot-file';
import { requireUsed } from './options/used-programs';
import type { Terminal } from './terminal';

/** `etcd-assay decode`: what an API server stores, as YAML. */
export const decode = command({
  usage: 'decode <what>',
  describe: 'show what a snapshot or a live key holds; objects of Kubernetes as YAML',
  options: (argv: Argv) =>
    withEndpointFlags(withArtifactFlags(argv))
      .positional('what', {
        type: 'string',
        describe: 'a key, with --snapshot or --endpoint; or a snapshot, whose keys are then listed',
        demandOption: true,
      })
      .option('snapshot', {
        type: 'string',
        requiresArg: true,
        describe: 'the snapshot that holds the key: a file of "etcdctl snapshot save"',
      }),
  run: async (given, surroundings) => {
    const { terminal } = surroundings;
    const artifacts = artifactOptions(given, surroundings);
    requireUsed(given.program, [], undefined, undefined, { decode: [DEFAULT_DECODE] });
    const [snapshot, endpoint] = [once('snapshot', given.snapshot), once('endpoint', given.endpoint)];
    if (snapshot !== undefined && endpoint !== undefined) {
      throw Refusal.usage('--snapshot and --endpoint exclude each other: name one place that has the key');
    }
    if (snapshot === undefined && endpoint === undefined) {
      requireFile(given.what);
      return list(given.what, terminal);
    }
    const found =
      endpoint === undefined
        ? await keyIn(snapshot ?? '', given.what)
        : await keyAt(endpoint, given.what, given);
    const programs: DecodeProgram[] = [];
    try {
      const shown = await describeValue(found, async () => {
        const program = DecodeProgram.start(await decoderProgram(artifacts));
        programs.push(program);
        return program;
      });
      return show(found, shown, terminal);
    } finally {
      await Promise.all(programs.map((program) => program.close()));
    }
  },
});

function requireFile(what: string): void {
  if (!existsSync(what)) {
    throw Refusal.usage(
      `${quoted(what)} is no file; to show a key, say where it is with --snapshot FILE or --endpoint HOST:PORT`,
    );
  }
}

/** Every key with its kind, its size and the revision that wrote it. */
async function list(name: string, terminal: Terminal): Promise<Outcome> {
  const { path } = snapshotFile(name);
  const rows = await readable(name, () => withKeys(path, (keys) => Promise.resolve(Array.from(keys, rowOf))));
  const width = rows.reduce((most, { kind }) => Math.max(most, kindShown(kind).length), 4);
  terminal.lines([
    `${'kind'.padEnd(width)}  ${'bytes'.padStart(9)}  ${'revision'.padStart(9)}  key`,
    ...rows.map(
      ({ kind, bytes, revision, key }) =>
        `${kindShown(kind).padEnd(width)}  ${String(bytes).padStart(9)}  ${revision.padStart(9)}  ${printable(key)}`,
    ),
  ]);
  return { exitCode: ExitCode.pass, json: { keys: rows, exitCode: ExitCode.pass } };
}

/** A kind is whatever somebody wrote; longer ones than any of Kubernetes' own are cut. */
const kindShown = (kind: string): string => printable(kind, 60);

function rowOf(keyValue: KeyValue) {
  const { form, kind } = storedObject(keyValue);
  const { key, value, modified } = keyValue;
  return {
    key: key.toString('utf8'),
    kind: kind || (form === 'other' ? '-' : form),
    bytes: value.length,
    revision: modified,
  };
}

function firstOf(keys: Iterable<KeyValue>, wanted: Buffer): KeyValue | undefined {
  for (const one of keys) {
    if (one.key.equals(wanted)) {
      return one;
    }
  }
  return undefined;
}

/** @throws Refusal (usage) where the snapshot does not hold the key */
async function keyIn(name: string, key: string): Promise<KeyValue> {
  const { path } = snapshotFile(name);
  const wanted = Buffer.from(key);
  const found = await readable(name, () => withKeys(path, (keys) => Promise.resolve(firstOf(keys, wanted))));
  if (found === undefined) {
    throw Refusal.usage(
      `${quoted(name)} holds no key ${quoted(key)}; "etcd-assay decode ${quoted(name)}" lists those that it holds`,
    );
  }
  return found;
}

/** What cannot be read is not shown. */
async function readable<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof DamagedFile) {
      throw Refusal.usage(
        `${quoted(name)} cannot be read as a snapshot: ${error.message}; "etcd-assay verify-snapshot" says more`,
      );
    }
    throw error;
  }
}

/** As YAML the whole stands on stdout, and what is said of it is a comment. */
function show(
  { key, modified, created, version, lease }: KeyValue,
  shown: Shown,
  terminal: Terminal,
): Outcome {
  const about = `# ${printable(key.toString('utf8'))}: revision ${modified}, created at ${created}, version ${version}${lease === '0' ? '' : `, lease ${lease}`}`;
  terminal.lines([
    about,
    ...(shown.why === undefined ? [] : [`# shown as ${shown.as}: ${printable(shown.why)}`]),
    ...printableLines(shown.text.trimEnd()),
  ]);
  const { as, object = null, text, why = null } = shown;
  const meta = { key: key.toString('utf8'), revision: modified, created, version, lease };
  return {
    exitCode: ExitCode.pass,
    json: { ...meta, as, object, ...(object === null ? { text } : {}), why, exitCode: ExitCode.pass },
  };
}
