import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it. Node's own `recursive` never returns where the kernel answers ENOENT
 * below a folder that exists, as in /proc.
 */
export async function makeFolder(folder: string): Promise<void> {
  const failed = await failureOf(folder);
  if (failed === undefined) {
    return;
  }
  if (failed.code !== 'ENOENT' || dirname(folder) === folder) {
    throw failed;
  }
  await makeFolder(dirname(folder));
  const failedAgain = await failureOf(folder);
  if (failedAgain !== undefined) {
    throw failedAgain;
  }
}

/** @returns undefined where the folder is there now, made by us or by another */
async function failureOf(folder: string): Promise<NodeJS.ErrnoException | undefined> {
  try {
    await mkdir(folder);
    return undefined;
  } catch (error) {
    const failure = error as NodeJS.ErrnoException;
    return failure.code === 'EEXIST' ? undefined : failure;
  }
}
