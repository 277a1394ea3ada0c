import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Pack, pack } from 'tar-stream';
import { Refusal } from '../errors/refusal';
import { BUNDLE_INDEX_FILE, type BundledRelease, BundleIndex, bundlePath } from './bundle-index';
import { Cache, cacheFolder } from './cache';
import { familyNamed } from './families';
import { inspect, MANIFEST_FILE } from './manifest';
import { platformName, thisPlatform } from './platform';
import type { FamilyName } from './program';

/** The same contents give the same bytes. */
const TIME = new Date(0);

/**
 * Writes cached releases into a tar file that `readBundle` fills another machine's cache from.
 * @param releases all in the cache already
 */
export async function writeBundle(
  file: string,
  releases: readonly { family: FamilyName; version: string }[],
  options: { cache?: string | undefined; signal?: AbortSignal | undefined },
): Promise<void> {
  const cache = new Cache(options.cache ?? cacheFolder());
  const platform = thisPlatform();
  const bundled = releases.map(({ family, version }) => ({
    family,
    version,
    platform: platformName(platform),
  }));
  const target = resolve(file);
  await requireBundlePlace(target);
  const part = `${target}.part`;
  const tar = pack();
  try {
    await Promise.all([
      fill(tar, bundled, (release) => cache.releaseFolder({ ...release, platform })),
      pipeline(tar, createWriteStream(part), { signal: options.signal }),
    ]);
    await rename(part, target);
  } catch (error) {
    // Where it may not be removed, it could not be made either: the error that counts is the first one.
    await rm(part, { force: true }).catch(() => undefined);
    options.signal?.throwIfAborted();
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || path === part) {
      throw Refusal.environment(`the bundle ${target} cannot be written (${code ?? ''}); name another place`);
    }
    throw error;
  }
}

/**
 * Refuses a path that no bundle can be written to, before anything is fetched for it. That a folder is not writable or
 * full is found out by writing.
 * @throws Refusal (usage)
 */
export async function requireBundlePlace(file: string): Promise<void> {
  const target = resolve(file);
  if (!(await isFolder(dirname(target)))) {
    throw Refusal.usage(
      `the bundle ${target} cannot be written: there is no folder ${dirname(target)}; make it or name another place`,
    );
  }
  // The finished bundle takes the place of what has its name: right for a file, ruinous for a device.
  const entry = await lstat(target).catch(() => undefined);
  if (entry !== undefined && !entry.isFile() && !entry.isSymbolicLink()) {
    throw Refusal.usage(
      `the bundle ${target} cannot be written: there is something that is no file; name another`,
    );
  }
}

/** Where it cannot be told, for lack of a right, writing says why. */
const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (entry) => entry.isDirectory(),
    (error: unknown) => !['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? ''),
  );

async function fill(
  tar: Pack,
  releases: readonly BundledRelease[],
  folderOf: (release: BundledRelease) => string,
): Promise<void> {
  const index: BundleIndex = { schema: 'etcd-assay/bundle/1', releases: [...releases] };
  tar.entry({ name: BUNDLE_INDEX_FILE, mtime: TIME }, `${JSON.stringify(index, null, 2)}\n`);
  for (const release of releases) {
    const folder = folderOf(release);
    const found = await inspect(familyNamed(release.family), folder);
    if (found.state !== 'sound') {
      throw new Error(`${bundlePath(release)} is ${found.state} in the cache right after it was resolved`);
    }
    for (const name of [MANIFEST_FILE, ...found.manifest.programs.map((program) => program.file)]) {
      await addFile(tar, `${bundlePath(release)}/${name}`, join(folder, name));
    }
  }
  tar.finalize();
}

async function addFile(tar: Pack, name: string, path: string): Promise<void> {
  const { size } = await stat(path);
  const mode = name.endsWith(MANIFEST_FILE) ? 0o644 : 0o755;
  await pipeline(createReadStream(path), tar.entry({ name, size, mode, mtime: TIME }));
}
