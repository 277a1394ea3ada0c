import { Cache, cacheFolder, keyName } from './cache';
import { type Family, familyNamed } from './families';
import { inspect, inspectManifest, programsOf } from './manifest';
import { obtain } from './obtain';
import type { ArtifactOptions, ReleaseOptions } from './options';
import { ownProgramsOf } from './own-program';
import { type Platform, thisPlatform } from './platform';
import type { FamilyName, Program, Release } from './program';
import { storageRefusal } from './storage-refusal';
import { sweepAbandoned } from './sweep';
import { withWorkFolder } from './work-folder';

/**
 * Finds every program of a release: the user's own first, then the cache, then the official archive, then a
 * Go build. What was obtained stands in the cache afterwards, checked.
 * @param version exact, as `resolveVersion` returns it
 * @throws Refusal (environment) naming everything that was tried; (usage) where an own program is no good
 */
export async function resolveRelease(
  familyName: FamilyName,
  version: string,
  options: ReleaseOptions,
): Promise<Release> {
  const family = familyNamed(familyName);
  const own = await ownProgramsOf(family, version, options.own, options.signal);
  const others = isServedBy(family, version, own) ? [] : await cachedOrObtained(family, version, options);
  const programs = family.members.flatMap(({ name }) => {
    const program = own.find((one) => one.name === name) ?? others.find((one) => one.name === name);
    return program === undefined ? [] : [program];
  });
  return { family: familyName, version, programs };
}

/**
 * Whether a release can be had without obtaining anything: an estimate by the files' sizes, for people.
 * `resolveRelease` checks the contents.
 */
export async function isCached(
  familyName: FamilyName,
  version: string,
  options: ArtifactOptions,
): Promise<boolean> {
  const family = familyNamed(familyName);
  const own = await ownProgramsOf(family, version, options.own, options.signal);
  if (isServedBy(family, version, own)) {
    return true;
  }
  const cache = cacheOf(options);
  const folder = cache.releaseFolder(keyOf(family, version));
  const found = await inspectManifest(family, folder).catch((error: unknown) => {
    throw storageRefusal(error, cache.root);
  });
  return found.state === 'sound';
}

/** Complete, or a version that only the user has, so that nobody could give the rest. */
function isServedBy(family: Family, version: string, own: readonly Program[]): boolean {
  const hasMain = own.some(({ name }) => name === family.members[0].name);
  return own.length === family.members.length || (hasMain && !family.known.includes(version));
}

async function cachedOrObtained(
  family: Family,
  version: string,
  options: ReleaseOptions,
): Promise<readonly Program[]> {
  const { signal, progress = () => undefined } = options;
  const cache = cacheOf(options);
  const key = keyOf(family, version);
  const place = cache.releaseFolder(key);
  await sweepAbandoned(cache, signal);

  const cached = await usable(family, place, options).catch((error: unknown) => {
    throw storageRefusal(error, cache.root);
  });
  if (Array.isArray(cached)) {
    return cached;
  }
  const name = `${family.name} ${version}`;
  if (cached.why !== undefined) {
    progress(`${name}: the copy in the cache ${cached.why}; obtaining it anew`);
  }
  const onWait = (): void => progress(`${name}: another etcd-assay is obtaining it; waiting`);
  return withWorkFolder(cache, keyName(key), { signal, onWait }, async (work) => {
    // Another run may have obtained it between our look and our lock.
    const obtainedMeanwhile = await usable(family, place, options);
    return Array.isArray(obtainedMeanwhile) ? obtainedMeanwhile : obtain(family, key, cache, work, options);
  });
}

/** @returns the cached programs, or why they will not do; no reason where there are none */
async function usable(
  family: Family,
  place: string,
  { digest }: ReleaseOptions,
): Promise<Program[] | { why?: string }> {
  const found = await inspect(family, place);
  switch (found.state) {
    case 'absent':
      return {};
    case 'damaged':
      return { why: `is damaged (${found.why})` };
    case 'sound': {
      const { origin } = found.manifest;
      if (digest !== undefined && !(origin.from === 'release' && origin.archiveSha256 === digest)) {
        return { why: 'is not from the archive that your digest names' };
      }
      return programsOf(family, found.manifest, place, 'cache');
    }
  }
}

function cacheOf({ cache }: ArtifactOptions): Cache {
  return new Cache(cache ?? cacheFolder());
}

function keyOf(family: Family, version: string): { family: string; version: string; platform: Platform } {
  return { family: family.name, version, platform: thisPlatform() };
}
