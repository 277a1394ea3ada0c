import { accessSync, constants, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Refusal } from '../../errors/refusal';
import { quoted } from './once';

export interface SnapshotFile {
  readonly path: string;
  readonly bytes: number;
}

/**
 * A file that somebody takes for a snapshot. Whether it is one, and whole, is what is to be found out.
 * @throws Refusal (usage)
 */
export function snapshotFile(name: string): SnapshotFile {
  const refuse = (why: string): Refusal =>
    Refusal.usage(`${quoted(name)} ${why}; give a file of "etcdctl snapshot save"`);
  const path = resolve(name);
  let stats;
  try {
    stats = statSync(path);
    accessSync(path, constants.R_OK);
  } catch (error) {
    throw refuse(`cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
  if (!stats.isFile()) {
    throw refuse('is not a file');
  }
  return { path, bytes: stats.size };
}
