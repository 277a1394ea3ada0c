import { readdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SnapshotFile } from '../../journal/restore-record';
import type { Planted } from './planted';

/** Where the first page of a database of bbolt's has its mark, and what it is; source: go.etcd.io/bbolt, internal/common. */
const MARK = { at: 16, is: 0xed0cdaed };

/** Looks into a snapshot that was saved to a folder of its own. */
export async function lookInto(file: string, planted: Planted): Promise<SnapshotFile> {
  const bytes = await readFile(file);
  return {
    files: (await readdir(dirname(file))).length,
    bytes: bytes.length,
    database: bytes.length > MARK.at + 4 && bytes.readUInt32LE(MARK.at) === MARK.is,
    sought: [
      { of: 'object', what: 'the text of a ServiceAccount', times: timesIn(bytes, planted.inObject) },
      { of: 'object', what: 'the folder of a PersistentVolume', times: timesIn(bytes, planted.folder) },
      { of: 'volume', what: 'the text of a file in that folder', times: timesIn(bytes, planted.inVolume) },
    ],
  };
}

/** How often a text stands in bytes, one after another. */
export function timesIn(bytes: Buffer, text: string): number {
  let times = 0;
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + text.length)) {
    times += 1;
  }
  return times;
}
