import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from '../find-on-path';
import { temporaryFolder } from './temporary-folder';

const ESSENTIAL = ['sh', 'cat', 'sleep', 'flock'];

/** A PATH with the least that works, and no Go unless one is given: the text of a script. */
export function pathWith(go?: string): string {
  const folder = temporaryFolder();
  for (const program of ESSENTIAL) {
    const real = findOnPath(program);
    if (real === undefined) {
      throw new Error(`the tests need ${program}`);
    }
    symlinkSync(real, join(folder, program));
  }
  if (go !== undefined) {
    writeFileSync(join(folder, 'go'), go);
    chmodSync(join(folder, 'go'), 0o755);
  }
  return folder;
}
