import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Cache, cacheFolder, keyName, type ReleaseKey } from '../harness/artifacts/cache';
import { findGo, goEnvironment, mustBeRecentEnough } from '../harness/artifacts/go-toolchain';
import { MANIFEST_FILE, parseManifest, writeManifest } from '../harness/artifacts/manifest';
import type { ArtifactOptions } from '../harness/artifacts/options';
import { platformName, thisPlatform } from '../harness/artifacts/platform';
import { run } from '../harness/artifacts/process-group';
import { publish } from '../harness/artifacts/publish';
import { sha256OfFile } from '../harness/artifacts/sha256';
import { Unobtainable } from '../harness/artifacts/unobtainable';
import { withWorkFolder } from '../harness/artifacts/work-folder';
import { Refusal } from '../harness/errors/refusal';
import { packageRoot } from '../harness/package/root';

export const BENCHMARK_VERSION = '3.6.8';
const PACKAGE = 'go.etcd.io/etcd/v3/tools/benchmark';
const FILE = 'benchmark';

/**
 * Path of etcd's own benchmark tool, in the cache of programs, built there when it is missing or damaged.
 * It is no family of the chain in harness/artifacts: it is in no release, and it tells no version.
 * @throws Refusal (environment) where it cannot be built
 */
export async function benchmarkProgram(options: ArtifactOptions): Promise<string> {
  const { signal, progress = () => undefined } = options;
  const cache = new Cache(options.cache ?? cacheFolder());
  const key: ReleaseKey = { family: FILE, version: BENCHMARK_VERSION, platform: thisPlatform() };
  const place = cache.releaseFolder(key);
  if (!(await isSound(place))) {
    const onWait = (): void => progress('benchmark: another etcd-assay is building it; waiting');
    await withWorkFolder(cache, keyName(key), { signal, onWait }, async (work) => {
      // Another run may have built it between our look and our lock.
      if (!(await isSound(place))) {
        await build(key, place, work, options);
      }
    });
  }
  return join(place, FILE);
}

/** Whether the folder holds what its manifest says. */
async function isSound(place: string): Promise<boolean> {
  const manifest = parseManifest(await readFile(join(place, MANIFEST_FILE), 'utf8').catch(ifMissing('')));
  const [program] = manifest?.programs ?? [];
  return (
    program !== undefined && program.sha256 === (await sha256OfFile(join(place, FILE)).catch(ifMissing('')))
  );
}

async function build(key: ReleaseKey, place: string, work: string, options: ArtifactOptions): Promise<void> {
  const { signal, offline = false, progress = () => undefined } = options;
  const module = join(packageRoot(), 'docker', FILE, BENCHMARK_VERSION);
  const [into, scratch] = [join(work, 'release'), join(work, 'scratch')];
  await mkdir(into);
  await mkdir(scratch);
  const go = await findGo(signal).catch(refuse);
  try {
    mustBeRecentEnough(go, await readFile(join(module, 'go.mod'), 'utf8'), offline);
  } catch (error) {
    refuse(error);
  }
  progress(`benchmark ${BENCHMARK_VERSION}: building with ${go.version}`);
  const words = ['build', '-trimpath', '-ldflags', '-s -w', '-o', join(into, FILE), PACKAGE];
  const env = goEnvironment({ offline, modules: 'readonly', temporary: scratch });
  const { exitCode, stderr } = await run(go.path, words, { cwd: module, env, signal });
  if (exitCode !== 0) {
    const last = stderr.trim().split('\n').at(-1) ?? '';
    throw Refusal.environment(`go build of ${PACKAGE} failed: ${last}; try --only cluster-start`, stderr);
  }
  const [sha256, { size: bytes }] = [await sha256OfFile(join(into, FILE)), await stat(join(into, FILE))];
  await writeManifest(into, {
    schema: 'etcd-assay/manifest/1',
    family: key.family,
    version: key.version,
    platform: platformName(key.platform),
    origin: { from: 'built', go: go.version, pinned: true },
    programs: [{ name: FILE, file: FILE, bytes, sha256, says: '' }],
  });
  await publish(into, place, scratch);
}

/** The only source there is, so that what it says is the whole refusal. */
function refuse(error: unknown): never {
  throw error instanceof Unobtainable
    ? Refusal.environment(`etcd's benchmark tool is not to be had: ${error.message}`)
    : error;
}

const ifMissing =
  <T>(instead: T) =>
  (error: unknown): T => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return instead;
    }
    throw error;
  };
