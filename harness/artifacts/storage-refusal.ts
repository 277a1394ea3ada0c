import { Refusal } from '../errors/refusal';

const FULL = ['ENOSPC', 'EDQUOT'];
const NOT_OURS = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOENT'];

/**
 * What a failed read or write below the cache folder means for the user.
 * @returns a Refusal where the disk or its rights are to blame, else the error itself
 */
export function storageRefusal(error: unknown, folder: string): unknown {
  // Not by class: errors of the file system are of another realm inside Jest.
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall?.startsWith('spawn') === true) {
    return error;
  }
  if (code !== undefined && FULL.includes(code)) {
    return Refusal.environment(
      `the disk of the cache folder ${folder} is full; free about 500 MB or set ETCD_ASSAY_CACHE to another disk`,
    );
  }
  if (code !== undefined && NOT_OURS.includes(code)) {
    return Refusal.environment(
      `the cache folder ${folder} cannot be used (${code}); set ETCD_ASSAY_CACHE to a folder that can`,
    );
  }
  return error;
}
