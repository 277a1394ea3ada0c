import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../result/result';
import { nodesFolder } from './paths';

interface Out {
  readonly out: string;
}

/**
 * Members' data is large. It is evidence where a run violated a guarantee or proves nothing; of a run that passed, was
 * refused or was interrupted nobody needs it. Logs stay in any case.
 */
export const isEvidence = ({ verdict, interrupted }: Pick<Result, 'verdict' | 'interrupted'>): boolean =>
  verdict === 'fail' || (verdict === 'inconclusive' && !interrupted);

/** Removes the data of every member. The sandbox has ended. */
export async function removeData(run: Out): Promise<void> {
  for (const folder of await dataFolders(run)) {
    // Of a sandbox that was killed the kernel may still be ending the members, which make files until it has.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}

/** Removes what members and API servers showed each other: nobody needs it once the run has ended. */
export async function removeSecrets(run: Out): Promise<void> {
  for (const folder of await foldersNamed(run, (name) => name === 'pki')) {
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}

/** What the members' data takes on the disk, in bytes. */
export async function dataBytes(run: Out): Promise<number> {
  let bytes = 0;
  for (const folder of await dataFolders(run)) {
    for (const file of await readdir(folder, { recursive: true })) {
      bytes += (await lstat(join(folder, file))).blocks * 512;
    }
  }
  return bytes;
}

/** In the order of the nodes; none where the run ended before there were any. */
const dataFolders = (run: Out): Promise<string[]> => foldersNamed(run, (name) => name.startsWith('data'));

async function foldersNamed(run: Out, wanted: (name: string) => boolean): Promise<string[]> {
  const nodes = nodesFolder(run);
  const folders: string[] = [];
  for (const node of await namesIn(nodes)) {
    const data = (await namesIn(join(nodes, node))).filter(wanted);
    folders.push(...data.map((name) => join(nodes, node, name)));
  }
  return folders;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return [];
    }
    throw error;
  }
}
