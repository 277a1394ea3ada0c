import { accessSync, constants, lstatSync, mkdirSync, readdirSync, rmdirSync, mkdtempSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { types } from 'node:util';
import { Refusal } from '../../errors/refusal';
import { quoted } from './once';

/**
 * Where results go when nobody says: `./etcd-assay-runs/2026-01-02T03-04-05Z-<mark>`, in UTC.
 * @param mark a run's seed, or what was done where there is none
 */
export function defaultOut(mark: number | string, now: Date): string {
  const time = now
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');
  return join('etcd-assay-runs', `${time}-${mark}`);
}

/**
 * Refuses a folder that results cannot go to, and touches nothing, so that a dry run says the same. A folder
 * with anything in it is refused, lest two runs' files mix.
 * @returns the folder itself where it is there, else the nearest one above it
 */
export function checkOut(out: string): string {
  const found = contents(out);
  if (found === 'something' || found === 'no folder') {
    const what = found === 'something' ? 'is not empty' : 'is not a folder';
    throw Refusal.usage(`--out ${quoted(out)} ${what}; name a new or an empty folder`);
  }
  const folder = found === 'nothing' ? resolve(out) : nearestFolder(out);
  requireWritable(out, folder);
  return folder;
}

/**
 * Makes the folder and proves that it can be written to.
 * @returns its absolute path
 */
export function makeOut(out: string): string {
  checkOut(out);
  try {
    makeFolders(resolve(out));
    rmdirSync(mkdtempSync(join(out, '.writable-')));
  } catch (error) {
    throw unwritable(out, error);
  }
  return resolve(out);
}

/** Not mkdir's own `recursive`: below /proc and its like, Node 20 tries again for ever. */
function makeFolders(folder: string): void {
  if (contents(folder) === 'missing') {
    makeFolders(dirname(folder));
    mkdirSync(folder);
  }
}

function contents(out: string): 'missing' | 'nothing' | 'something' | 'no folder' {
  try {
    return readdirSync(out).length === 0 ? 'nothing' : 'something';
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      throw unwritable(out, error);
    }
    return code === 'ENOENT' && !leadsNowhere(out) ? 'missing' : 'no folder';
  }
}

/** A link to what is not there: no folder, and none can be made in its place. */
const leadsNowhere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

function requireWritable(out: string, folder: string): void {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unwritable(out, error);
  }
}

/** The first folder on the way up that is there. */
function nearestFolder(out: string): string {
  const parent = dirname(resolve(out));
  return contents(parent) === 'missing' ? nearestFolder(parent) : parent;
}

function unwritable(out: string, error: unknown): Refusal {
  const why = types.isNativeError(error) ? error.message : String(error);
  return Refusal.environment(
    `--out ${quoted(out)} cannot be written to: ${quoted(why)}; name another folder with --out`,
  );
}

const codeOf = (error: unknown): string | undefined =>
  types.isNativeError(error) && 'code' in error ? String(error.code) : undefined;
