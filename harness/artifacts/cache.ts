import { access, constants } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { makeFolder } from './make-folder';
import { type Platform, platformName } from './platform';
import { storageRefusal } from './storage-refusal';

/** One release on one platform: the unit that is obtained, locked and published together. */
export interface ReleaseKey {
  readonly family: string;
  readonly version: string;
  readonly platform: Platform;
}

/**
 * Where obtained programs are kept:
 *
 *     releases/<family>/<version>/<platform>/   manifest.json and the programs; only ever renamed into place
 *     tmp/<key>/                                work in progress of whoever holds the lock of that name
 *     locks/<key>                               kernel locks; the files themselves stay
 *     logs/<key>.log                            everything that was tried the last time it was not to be had
 */
export class Cache {
  constructor(readonly root: string) {}

  releaseFolder({ family, version, platform }: ReleaseKey): string {
    return join(this.root, 'releases', family, version, platformName(platform));
  }

  get temporaryFolder(): string {
    return join(this.root, 'tmp');
  }

  /** Work in progress under the lock of the same name. */
  workFolder(name: string): string {
    return join(this.temporaryFolder, name);
  }

  lockFile(name: string): string {
    return join(this.root, 'locks', name);
  }

  logFile(name: string): string {
    return join(this.root, 'logs', `${name}.log`);
  }

  /** Makes the folders that obtaining needs. */
  async prepare(): Promise<void> {
    try {
      for (const folder of ['releases', 'tmp', 'locks', 'logs']) {
        await makeFolder(join(this.root, folder));
        await access(join(this.root, folder), constants.W_OK);
      }
    } catch (error) {
      throw storageRefusal(error, this.root);
    }
  }
}

/** Name of a release's lock, work folder and log. */
export function keyName({ family, version, platform }: ReleaseKey): string {
  return `${family}-${version}-${platformName(platform)}`;
}

/** `ETCD_ASSAY_CACHE`, or `etcd-assay` in the user's cache folder. Always absolute. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const own = env['ETCD_ASSAY_CACHE'];
  if (own !== undefined && own !== '') {
    return resolve(own);
  }
  const base = env['XDG_CACHE_HOME'];
  // An empty HOME is none, and homedir() would take it for the current folder.
  const home = homedir() === '' ? userInfo().homedir : homedir();
  return join(base !== undefined && base !== '' ? resolve(base) : join(home, '.cache'), 'etcd-assay');
}
