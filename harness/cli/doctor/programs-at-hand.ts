import { mkdtemp, rmdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DEFAULT_RELEASES } from '../../artifacts/defaults';
import { Downloads } from '../../artifacts/download';
import { familyNamed } from '../../artifacts/families';
import { findPinned } from '../../artifacts/go-build';
import { findGo } from '../../artifacts/go-toolchain';
import type { ArtifactOptions } from '../../artifacts/options';
import { thisPlatform } from '../../artifacts/platform';
import { checksumsUrl } from '../../artifacts/release-archive';
import { isCached } from '../../artifacts/resolve-release';
import { Unobtainable } from '../../artifacts/unobtainable';
import { Refusal } from '../../errors/refusal';
import type { Check } from './check';

/** Whether the programs that the gate needs are in the cache, or can be had. */
export async function checkProgramsAtHand(options: ArtifactOptions, cacheFolder: string): Promise<Check[]> {
  const missing = [];
  for (const release of DEFAULT_RELEASES) {
    if (!(await isCached(release.family, release.version, options).catch(unusable))) {
      missing.push(release);
    }
  }
  const names = missing.map(({ family, version }) => `${family}@${version}`).join(', ');
  const cached: Check = {
    id: 'cache',
    ok: missing.length === 0,
    needed: false,
    says:
      missing.length === 0 ? `all programs of the gate are in ${cacheFolder}` : `not cached yet: ${names}`,
    advice: missing.length === 0 ? '' : '"etcd-assay fetch" obtains them; the gate does so too',
  };
  const [go, releases] = [await checkGo(missing, options), await checkDownloads(missing, options)];
  const obtainable = missing.length === 0 || go.ok || releases.ok;
  return [
    cached,
    await checkCacheFolder(cacheFolder, missing.length > 0),
    go,
    releases,
    {
      id: 'artifacts',
      ok: obtainable,
      needed: true,
      says: obtainable ? 'every program that the gate needs can be had' : `not to be had: ${names}`,
      advice: obtainable
        ? ''
        : 'install Go, or let this machine reach the releases, or "etcd-assay fetch --from-bundle FILE"',
    },
  ];
}

/** Why the folder cannot be used is a check of its own. */
function unusable(error: unknown): false {
  if (error instanceof Refusal) {
    return false;
  }
  throw error;
}

type Missing = typeof DEFAULT_RELEASES;

async function checkGo(missing: Missing, { offline = false, signal }: ArtifactOptions): Promise<Check> {
  const check = { id: 'go', needed: false };
  try {
    const go = await findGo(signal);
    for (const { family, version } of missing) {
      await findPinned(go, familyNamed(family), version, offline);
    }
    return { ...check, ok: true, says: `${go.version} at ${go.path}`, advice: '' };
  } catch (error) {
    return {
      ...check,
      ok: false,
      says: reason(error),
      advice: 'only needed where releases cannot be downloaded',
    };
  }
}

/** Asks for the checksums of one release that is missing, as `fetch` would. */
async function checkDownloads(
  missing: Missing,
  { offline = false, mirror, signal }: ArtifactOptions,
): Promise<Check> {
  const check = { id: 'releases', needed: false };
  const [wanted = DEFAULT_RELEASES[0]] = missing;
  if (offline || wanted === undefined) {
    return { ...check, ok: false, says: 'not asked for, offline', advice: '' };
  }
  const downloads = new Downloads(signal);
  try {
    const url = checksumsUrl(familyNamed(wanted.family), wanted.version, thisPlatform(), mirror);
    await downloads.text(url);
    return { ...check, ok: true, says: `${new URL(url).origin} answers`, advice: '' };
  } catch (error) {
    return { ...check, ok: false, says: reason(error), advice: 'only needed where there is no Go' };
  } finally {
    await downloads.close();
  }
}

async function checkCacheFolder(folder: string, needed: boolean): Promise<Check> {
  const there = nearestExisting(folder);
  // Tried, not asked for: root may write everywhere, even where nobody can.
  const error = await mkdtemp(join(there, 'etcd-assay-doctor-')).then(
    async (made) => rmdir(made),
    (caught: unknown) => (caught as NodeJS.ErrnoException).code ?? String(caught),
  );
  return {
    id: 'cache-folder',
    ok: error === undefined,
    needed,
    says: error === undefined ? `${folder} can be written` : `${there} cannot be written (${error})`,
    advice: error === undefined ? '' : 'set ETCD_ASSAY_CACHE to a folder that can',
  };
}

function nearestExisting(folder: string): string {
  return existsSync(folder) ? folder : nearestExisting(dirname(folder));
}

function reason(error: unknown): string {
  if (error instanceof Unobtainable) {
    return error.message;
  }
  throw error;
}
