import { Refusal } from '../errors/refusal';
import { type Family, familyNamed, familyOf } from './families';
import { existsLive, liveVersions } from './live-versions';
import type { ArtifactOptions } from './options';
import type { FamilyName } from './program';
import { Unobtainable } from './unobtainable';
import { compareVersions, exactVersion, isPrerelease, minorLine } from './version';

/**
 * Turns what the user wrote into one exact version: "3.6.16" (a "v" before it is fine), the newest of a line
 * ("3.6", "3.6.x"), or "latest". Exact versions of the committed list, and of the user's own programs, are
 * answered at once; for the rest Go's module proxy is asked where that is possible.
 * @throws Refusal (usage) naming the nearest known versions where no list knows it
 */
export async function resolveVersion(
  familyName: FamilyName,
  selector: string,
  options: ArtifactOptions,
): Promise<string> {
  const family = familyNamed(familyName);
  const exact = exactVersion(selector.trim());
  if (exact !== undefined) {
    return exactly(family, exact, options);
  }
  const [, line] = /^v?(\d+\.\d+)(?:\.x)?$/.exec(selector.trim()) ?? [];
  if (line === undefined && selector.trim() !== 'latest') {
    throw Refusal.usage(
      `"${selector}" is no ${family.name} version; write one like ${example(family)}, a line like ${minorLine(example(family))}, or latest`,
    );
  }
  return newest(family, line, selector, options);
}

async function exactly(family: Family, version: string, options: ArtifactOptions): Promise<string> {
  if (family.known.includes(version) || isOwn(family, version, options)) {
    return version;
  }
  if (compareVersions(version, family.oldest) < 0) {
    throw Refusal.usage(
      `${family.name} ${version} is not supported, ${family.oldest} is the oldest; nearest: ${nearest(version, family.known)}`,
    );
  }
  const live = await askLive(options, () => existsLive(family, version, options.signal));
  if (live.answer !== true) {
    const unasked = live.why === undefined ? '' : `, and Go's module proxy could not be asked (${live.why})`;
    throw Refusal.usage(
      `no list knows ${family.name} ${version}${unasked}; nearest: ${nearest(version, family.known)}`,
    );
  }
  return version;
}

async function newest(
  family: Family,
  line: string | undefined,
  selector: string,
  options: ArtifactOptions,
): Promise<string> {
  const live = await askLive(options, () => liveVersions(family, options.signal));
  if (live.why !== undefined) {
    options.progress?.(`${family.name}@${selector}: looked up in the list of this release (${live.why})`);
  }
  const candidates = [...new Set([...family.known, ...(live.answer ?? []), ...ownVersions(family, options)])]
    .filter((version) => compareVersions(version, family.oldest) >= 0)
    .filter((version) => line === undefined || minorLine(version) === line)
    .sort(compareVersions);
  // A line that has only pre-releases so far is asked for because of them.
  const stable = candidates.filter((version) => !isPrerelease(version));
  const found = stable.at(-1) ?? candidates.at(-1);
  if (found === undefined) {
    const lines = [...new Set(family.known.map(minorLine))];
    throw Refusal.usage(`no ${family.name} version matches "${selector}"; there are: ${lines.join(', ')}`);
  }
  return found;
}

/** The module proxy's answer, or why it was not asked or did not answer. */
async function askLive<T>(
  { offline = false }: ArtifactOptions,
  ask: () => Promise<T>,
): Promise<{ answer?: T; why?: string }> {
  if (offline) {
    return { why: 'offline' };
  }
  try {
    return { answer: await ask() };
  } catch (error) {
    if (error instanceof Unobtainable) {
      return { why: error.message };
    }
    throw error;
  }
}

function ownVersions(family: Family, { own }: ArtifactOptions): string[] {
  return own.filter(({ name }) => familyOf(name).name === family.name).map(({ version }) => version);
}

function isOwn(family: Family, version: string, options: ArtifactOptions): boolean {
  return ownVersions(family, options).includes(version);
}

/** Up to two known versions on either side. */
function nearest(version: string, known: readonly string[]): string {
  const sorted = [...known].sort(compareVersions);
  const above = sorted.findIndex((one) => compareVersions(one, version) > 0);
  const split = above === -1 ? sorted.length : above;
  return sorted.slice(Math.max(0, split - 2), split + 2).join(', ');
}

function example(family: Family): string {
  return family.known.filter((version) => !isPrerelease(version)).at(-1) ?? family.oldest;
}
