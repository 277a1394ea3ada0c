import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../errors/refusal';
import { type Cache, keyName, type ReleaseKey } from './cache';
import type { Family } from './families';
import { goBuild } from './go-build';
import { programsOf } from './manifest';
import type { ReleaseOptions } from './options';
import type { Order, Source } from './order';
import { platformName } from './platform';
import type { Program } from './program';
import { certify, publish } from './publish';
import { releaseArchive } from './release-archive';
import { Unobtainable } from './unobtainable';

/** In the order in which they are asked. */
const RELEASE = releaseArchive();
const sourcesOf = ({ own }: Family): readonly Source[] => (own === true ? [goBuild] : [RELEASE, goBuild]);

/**
 * Asks one source after the other and publishes what the first of them gives. The caller holds the release's
 * lock; `work` is an empty folder.
 * @throws Refusal (environment) with everything that was tried
 */
export async function obtain(
  family: Family,
  key: ReleaseKey,
  cache: Cache,
  work: string,
  options: ReleaseOptions,
): Promise<readonly Program[]> {
  const progress = options.progress ?? (() => undefined);
  const what = `${key.family} ${key.version}`;
  const tried: { source: string; failure: Unobtainable }[] = [];
  const sources = sourcesOf(family);
  for (const [index, source] of sources.entries()) {
    const order = await orderFor(family, key, join(work, String(index)), options);
    try {
      const origin = await source.obtain(order);
      const manifest = await certify(order, origin);
      const place = cache.releaseFolder(key);
      await publish(order.into, place, order.scratch);
      return programsOf(family, manifest, place, origin.from);
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!(error instanceof Unobtainable)) {
        throw error;
      }
      tried.push({ source: source.name, failure: error });
      const next = sources[index + 1];
      progress(
        `${what}: ${source.name}: ${error.message}${next === undefined ? '' : `; next: ${next.name}`}`,
      );
    }
  }
  const log = cache.logFile(keyName(key));
  const details = tried.map(({ source, failure }) => `${source}: ${failure.message}\n${failure.details}\n`);
  await writeFile(log, details.join('\n'));
  const list = tried.map(({ source, failure }) => `${source}: ${failure.message}`).join('; ');
  throw Refusal.environment(
    `${what} for ${platformName(key.platform)} is not to be had: ${list}. Own build: --program ${what.replace(' ', '@')}=PATH. Details: ${log}`,
    details.join('\n'),
  );
}

async function orderFor(
  family: Family,
  { version, platform }: ReleaseKey,
  work: string,
  { offline = false, mirror, digest, signal, progress = () => undefined }: ReleaseOptions,
): Promise<Order> {
  const [into, scratch] = [join(work, 'release'), join(work, 'scratch')];
  await mkdir(into, { recursive: true });
  await mkdir(scratch);
  return { family, version, platform, into, scratch, offline, mirror, digest, signal, progress };
}
