import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Extract, extract } from 'tar-stream';
import { Refusal } from '../errors/refusal';
import { BUNDLE_INDEX_FILE, type BundledRelease, BundleIndex, bundlePath } from './bundle-index';
import { Cache, cacheFolder, keyName } from './cache';
import { familyNamed } from './families';
import { inspect, MANIFEST_FILE, programsOf } from './manifest';
import type { ArtifactOptions } from './options';
import type { Platform } from './platform';
import type { Release } from './program';
import { publish } from './publish';
import { sweepAbandoned } from './sweep';
import { exactVersion } from './version';
import { withWorkFolder } from './work-folder';

/** Larger than any program so far; a bundle that claims more is not one of ours. */
const LARGEST_FILE = 512 * 1024 * 1024;

/**
 * Fills the cache from a bundle. Nothing is published unless the whole bundle is what it says: every entry
 * expected, every file's sha256 that of its manifest.
 * @throws Refusal (usage) where the file is not a sound bundle
 */
export async function readBundle(file: string, options: ArtifactOptions): Promise<Release[]> {
  const { signal, progress = () => undefined } = options;
  const bundle = resolve(file);
  await requireFile(bundle);
  const cache = new Cache(options.cache ?? cacheFolder());
  await cache.prepare();
  await sweepAbandoned(cache, signal);
  const onWait = (): void => progress('another etcd-assay is reading a bundle; waiting');
  return withWorkFolder(cache, 'bundle', { signal, onWait }, async (work) => {
    const index = await unpackBundle(bundle, work, signal);
    const releases = [];
    for (const release of index.releases) {
      releases.push(await checked(bundle, work, release));
    }
    for (const { release, folder } of releases) {
      await fillCache(cache, release, folder, options);
    }
    return releases.map(({ release, manifest }) => ({
      family: release.family,
      version: release.version,
      programs: programsOf(
        familyNamed(release.family),
        manifest,
        cache.releaseFolder({ ...release, platform: platformNamed(release.platform) }),
        'bundle',
      ),
    }));
  });
}

/** To open a named pipe would wait for a writer, and nothing could end that. */
async function requireFile(bundle: string): Promise<void> {
  const entry = await stat(bundle).catch((error: unknown) => {
    throw asRefusal(bundle, error);
  });
  if (!entry.isFile()) {
    throw Refusal.usage(`the bundle ${bundle} cannot be read (not a file)`);
  }
}

async function unpackBundle(bundle: string, work: string, signal?: AbortSignal): Promise<BundleIndex> {
  const entries = extract();
  const reading = pipeline(createReadStream(bundle), entries, { signal });
  const [read, taken] = await Promise.allSettled([reading, takeEntries(entries, work)]);
  signal?.throwIfAborted();
  // What was wrong with an entry comes before the broken stream that it led to.
  if (taken.status === 'rejected') {
    throw asRefusal(bundle, taken.reason);
  }
  if (read.status === 'rejected') {
    throw asRefusal(bundle, read.reason);
  }
  return taken.value;
}

/** Why an entry will not do; becomes a Refusal that also names the bundle. */
class Unwelcome extends Error {}

async function takeEntries(entries: Extract, work: string): Promise<BundleIndex> {
  let index: BundleIndex | undefined;
  let expected = new Set<string>();
  for await (const entry of entries) {
    const { name, type, size } = entry.header;
    if (index === undefined) {
      if (name !== BUNDLE_INDEX_FILE || type !== 'file' || size > 1024 * 1024) {
        throw new Unwelcome(`it does not begin with ${BUNDLE_INDEX_FILE}`);
      }
      index = await readIndex(entry);
      expected = expectedEntries(index);
      continue;
    }
    if (!expected.delete(name) || type !== 'file') {
      throw new Unwelcome(`it holds "${name}" (${type}), which does not belong there`);
    }
    if (size > LARGEST_FILE) {
      throw new Unwelcome(`"${name}" has ${size} bytes, more than any program`);
    }
    const path = join(work, name);
    await mkdir(dirname(path), { recursive: true });
    await pipeline(entry, createWriteStream(path, { mode: 0o755, flags: 'wx' }));
  }
  if (index === undefined) {
    throw new Unwelcome(`it does not begin with ${BUNDLE_INDEX_FILE}`);
  }
  const [lacking] = expected;
  if (lacking !== undefined) {
    throw new Unwelcome(`it lacks ${lacking}`);
  }
  return index;
}

async function readIndex(entry: AsyncIterable<unknown>): Promise<BundleIndex> {
  let text = '';
  for await (const piece of entry) {
    text += String(piece);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Unwelcome(`${BUNDLE_INDEX_FILE} is not JSON`);
  }
  const index = BundleIndex.safeParse(json);
  if (!index.success) {
    throw new Unwelcome(`${BUNDLE_INDEX_FILE} is not of a kind that this version reads`);
  }
  return index.data;
}

/** Made from checked words alone, so that no path of the tar's choosing is ever written. */
function expectedEntries({ releases }: BundleIndex): Set<string> {
  return new Set(
    releases.flatMap((release) => {
      if (exactVersion(release.version) !== release.version || !/^linux-[a-z0-9]+$/.test(release.platform)) {
        throw new Unwelcome(`"${bundlePath(release)}" is not a release`);
      }
      const files = familyNamed(release.family).members.map((member) => member.file);
      return [MANIFEST_FILE, ...files].map((file) => `${bundlePath(release)}/${file}`);
    }),
  );
}

async function checked(bundle: string, work: string, release: BundledRelease) {
  const folder = join(work, bundlePath(release));
  const found = await inspect(familyNamed(release.family), folder);
  if (found.state !== 'sound') {
    const why = found.state === 'damaged' ? found.why : 'it has no manifest';
    throw notABundle(bundle, `${bundlePath(release)}: ${why}`);
  }
  const { family, version, platform } = found.manifest;
  if (family !== release.family || version !== release.version || platform !== release.platform) {
    throw notABundle(bundle, `${bundlePath(release)} holds ${family} ${version} for ${platform}`);
  }
  return { release, folder, manifest: found.manifest };
}

async function fillCache(
  cache: Cache,
  release: BundledRelease,
  folder: string,
  { signal, progress = () => undefined }: ArtifactOptions,
): Promise<void> {
  const key = { ...release, platform: platformNamed(release.platform) };
  const name = `${release.family} ${release.version}`;
  const onWait = (): void => progress(`${name}: another etcd-assay is obtaining it; waiting`);
  await withWorkFolder(cache, keyName(key), { signal, onWait }, async (scratch) => {
    await publish(folder, cache.releaseFolder(key), scratch);
    progress(`${name}: read from the bundle`);
  });
}

function platformNamed(name: string): Platform {
  return { os: 'linux', arch: name.slice('linux-'.length) };
}

function asRefusal(bundle: string, reason: unknown): unknown {
  if (reason instanceof Unwelcome) {
    return notABundle(bundle, reason.message);
  }
  const { code, path, message } = reason as NodeJS.ErrnoException;
  if (path === bundle) {
    return Refusal.usage(`the bundle ${bundle} cannot be read (${code ?? message})`);
  }
  return code === undefined ? notABundle(bundle, message) : reason;
}

function notABundle(bundle: string, why: string): Refusal {
  return Refusal.usage(`${bundle} is not a sound bundle of etcd-assay: ${why}; copy or make it anew`);
}
