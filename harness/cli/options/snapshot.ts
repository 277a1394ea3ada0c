import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Argv } from 'yargs';
import { Refusal } from '../../errors/refusal';
import type { Plan } from '../../gate/plan';
import { once, quoted } from './once';

export const snapshotOption = <T>(argv: Argv<T>) =>
  argv.option('snapshot', {
    type: 'string',
    requiresArg: true,
    describe: 'begin with what this file of "etcdctl snapshot save" holds (default: with nothing)',
  });

/** bbolt's mark of a database, in its first page after the page's own header. */
const MARK = Buffer.from([0xed, 0xda, 0x0c, 0xed]);
const MARK_AT = 16;

/**
 * Looks only at whether the file can be one; whether it is whole is found out by etcdutl.
 * @throws Refusal (usage)
 */
export function readSnapshot(
  given: unknown,
  config: { readonly snapshot?: string | undefined },
  preload: number | undefined,
): Plan['snapshot'] {
  const name = once('snapshot', given) ?? config.snapshot;
  if (name === undefined) {
    return undefined;
  }
  if (preload !== undefined) {
    throw Refusal.usage('--snapshot and --preload exclude each other: a snapshot brings its own keys');
  }
  const file = resolve(name);
  const refuse = (why: string): Refusal =>
    Refusal.usage(`--snapshot ${quoted(name)} ${why}; give a file of "etcdctl snapshot save"`);
  let stats;
  try {
    stats = statSync(file);
  } catch (error) {
    throw refuse(`cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
  if (!stats.isFile()) {
    throw refuse('is not a file');
  }
  if (!beginningOf(file, refuse).equals(MARK)) {
    throw refuse('is no etcd snapshot');
  }
  return { file, bytes: stats.size };
}

function beginningOf(file: string, refuse: (why: string) => Refusal): Buffer {
  const mark = Buffer.alloc(MARK.length);
  try {
    const open = openSync(file, 'r');
    try {
      readSync(open, mark, 0, mark.length, MARK_AT);
    } finally {
      closeSync(open);
    }
  } catch (error) {
    throw refuse(`cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
  return mark;
}
