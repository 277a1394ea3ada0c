import type { Argv } from 'yargs';
import { requireBundlePlace, writeBundle } from '../artifacts/bundle-write';
import { readBundle } from '../artifacts/bundle-read';
import { DEFAULT_RELEASES } from '../artifacts/defaults';
import { parseDigest } from '../artifacts/digest';
import { familyOf } from '../artifacts/families';
import type { ArtifactOptions } from '../artifacts/options';
import type { FamilyName, Program, Release } from '../artifacts/program';
import { resolveRelease } from '../artifacts/resolve-release';
import { resolveVersion } from '../artifacts/resolve-version';
import { exactVersion } from '../artifacts/version';
import { ExitCode } from '../errors/exit-code';
import { Refusal } from '../errors/refusal';
import { command } from './command';
import { artifactOptions, withArtifactFlags } from './options/artifact-flags';
import { once, repeated } from './options/once';

interface FetchFlags {
  readonly programs: string[] | undefined;
  readonly digest: string[] | undefined;
  readonly bundle: string | undefined;
}

/** `etcd-assay fetch [NAME@VERSION...]`: puts programs into the cache, and says where they are. */
export const fetch = command({
  usage: 'fetch [programs..]',
  describe: 'obtain programs and show where they are, e.g. "fetch etcd@3.5.35 toxiproxy@2.12.0"',
  options: (argv: Argv) =>
    withArtifactFlags(
      argv.positional('programs', {
        type: 'string',
        array: true,
        describe: 'NAME@VERSION; VERSION may be 3.6.16, 3.6, 3.5.x or latest; none: what the gate needs',
      }),
    )
      .option('digest', {
        type: 'string',
        array: true,
        nargs: 1,
        describe: 'NAME@VERSION=sha256:HEX that the release archive must have; repeatable',
      })
      .option('bundle', {
        type: 'string',
        nargs: 1,
        describe: 'also write what was fetched into this tar file',
      })
      .option('from-bundle', { type: 'string', nargs: 1, describe: 'fill the cache from such a tar file' }),
  run: async (given, surroundings) => {
    const options = artifactOptions(given, surroundings);
    const [bundle, source] = [once('bundle', given.bundle), once('from-bundle', given.fromBundle)];
    const programs =
      source === undefined
        ? await fetched(given.programs ?? [], repeated('digest', given.digest), bundle, options)
        : await fromBundle(source, given, options);
    for (const { name, version, path, source, says } of programs) {
      surroundings.terminal.line(`${name} ${version}  ${path}  (${source}; says "${says}")`);
    }
    return { exitCode: ExitCode.pass, json: { programs, exitCode: ExitCode.pass } };
  },
});

async function fromBundle(
  file: string,
  { programs, digest, bundle }: FetchFlags,
  options: ArtifactOptions,
): Promise<Program[]> {
  if ((programs ?? []).length > 0 || digest !== undefined || bundle !== undefined) {
    throw Refusal.usage(
      '--from-bundle takes all that the bundle holds; give no programs, --digest or --bundle',
    );
  }
  return (await readBundle(file, options)).flatMap((release) => release.programs);
}

/** One word of the command line, its version resolved. */
interface Wish {
  readonly family: FamilyName;
  /** The family's, for all of its programs, or one program's. */
  readonly name: string;
  readonly version: string;
}

async function fetched(
  words: readonly string[],
  digestFlags: readonly string[],
  bundle: string | undefined,
  options: ArtifactOptions,
): Promise<Program[]> {
  if (bundle !== undefined) {
    await requireBundlePlace(bundle);
  }
  const digests = parseDigests(digestFlags);
  const wishes = words.length === 0 ? defaultWishes() : await resolveWishes(words, options);
  const unused = [...digests.keys()].find((key) => !wishes.some((wish) => key === keyOf(wish)));
  if (unused !== undefined) {
    throw Refusal.usage(`--digest ${unused}: no such release was asked for`);
  }
  const releases = new Map<string, Release>();
  const programs = new Map<string, Program>();
  for (const wish of wishes) {
    const { family, name, version } = wish;
    const key = keyOf(wish);
    const release =
      releases.get(key) ?? (await resolveRelease(family, version, { ...options, digest: digests.get(key) }));
    releases.set(key, release);
    for (const program of release.programs) {
      if (name === family || name === program.name) {
        programs.set(`${program.name}@${version}`, program);
      }
    }
  }
  if (bundle !== undefined) {
    await writeAll(bundle, [...releases.values()], options);
  }
  return [...programs.values()];
}

function keyOf({ family, version }: Wish): string {
  return `${family}@${version}`;
}

function defaultWishes(): Wish[] {
  return DEFAULT_RELEASES.map(({ family, version }) => ({ family, name: family, version }));
}

async function resolveWishes(words: readonly string[], options: ArtifactOptions): Promise<Wish[]> {
  const wishes: Wish[] = [];
  for (const word of words) {
    const [name, selector, ...more] = word.split('@');
    if (name === undefined || selector === undefined || selector === '' || more.length > 0) {
      throw Refusal.usage(`"${word}" cannot be read; write NAME@VERSION, as in etcd@3.6.16`);
    }
    const family = familyOf(name).name;
    const version = await resolveVersion(family, selector, options);
    if (version !== exactVersion(selector)) {
      options.progress?.(`${word} is ${name} ${version}`);
    }
    wishes.push({ family, name, version });
  }
  return wishes;
}

/** @returns "family@version" → sha256 in hex */
function parseDigests(flags: readonly string[]): Map<string, string> {
  return new Map(
    flags.map((flag) => {
      const [, name, selector, digest] = /^([^@=]+)@([^=]+)=(.+)$/.exec(flag) ?? [];
      const version = exactVersion(selector ?? '');
      if (name === undefined || digest === undefined || version === undefined) {
        throw Refusal.usage(`--digest "${flag}" cannot be read; write NAME@VERSION=sha256:HEX`);
      }
      return [`${familyOf(name).name}@${version}`, parseDigest(digest)];
    }),
  );
}

async function writeAll(file: string, releases: readonly Release[], options: ArtifactOptions): Promise<void> {
  const own = releases.flatMap((release) => release.programs).find((program) => program.source === 'own');
  if (own !== undefined) {
    throw Refusal.usage(
      `--bundle holds official programs only, and ${own.path} is your own; copy it yourself`,
    );
  }
  await writeBundle(file, releases, options);
  options.progress?.(`written: ${file}`);
}
