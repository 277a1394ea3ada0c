import { z } from 'zod';
import { findOnPath } from './find-on-path';
import { run } from './process-group';
import { Unobtainable } from './unobtainable';

/** The Go that stands on PATH. */
export interface GoToolchain {
  readonly path: string;
  /** E.g. "go1.26.8". */
  readonly version: string;
  /** "local" where Go may not fetch a newer toolchain for itself. */
  readonly switching: string;
}

const Answer = z.object({ GOVERSION: z.string(), GOTOOLCHAIN: z.string() });

/** @throws Unobtainable where there is none, or it does not run */
export async function findGo(signal?: AbortSignal): Promise<GoToolchain> {
  const path = findOnPath('go');
  if (path === undefined) {
    throw new Unobtainable('no "go" on PATH; install Go (https://go.dev/dl, or apt-get install golang-go)');
  }
  const { exitCode, stdout, stderr } = await run(path, ['env', '-json', 'GOVERSION', 'GOTOOLCHAIN'], {
    cwd: '/',
    env: goEnvironment({ offline: true }),
    signal,
  });
  if (exitCode !== 0) {
    throw new Unobtainable(`"${path} env" failed: ${stderr.trim().split('\n', 1)[0] ?? ''}`, stderr);
  }
  const { GOVERSION, GOTOOLCHAIN } = Answer.parse(JSON.parse(stdout));
  return { path, version: GOVERSION, switching: GOTOOLCHAIN };
}

/**
 * The user's own environment but for what would change a build's outcome: flags and workspaces. With a pinned
 * go.mod `modules` stays `readonly`, so that go.sum decides.
 */
export function goEnvironment(wishes: {
  offline: boolean;
  modules?: 'readonly' | 'mod';
  temporary?: string;
}): NodeJS.ProcessEnv {
  return {
    ...process.env,
    CGO_ENABLED: '0',
    GOFLAGS: `-mod=${wishes.modules ?? 'mod'}`,
    GOWORK: 'off',
    ...(wishes.offline ? { GOPROXY: 'off', GOTOOLCHAIN: 'local' } : {}),
    ...(wishes.temporary === undefined ? {} : { GOTMPDIR: wishes.temporary }),
  };
}

/** @throws Unobtainable where a module wants a newer Go than this one, and this one may not replace itself */
export function mustBeRecentEnough(go: GoToolchain, goMod: string, offline: boolean): void {
  const [, wanted] = /^go (\d+(?:\.\d+)*)/m.exec(goMod) ?? [];
  const [, have] = /^go(\d+(?:\.\d+)*)/.exec(go.version) ?? [];
  const mayReplaceItself = go.switching !== 'local' && !offline;
  if (wanted === undefined || have === undefined || mayReplaceItself) {
    return;
  }
  if (compareGoVersions(have, wanted) < 0) {
    throw new Unobtainable(
      `${go.path} is Go ${have}, and this version needs Go ${wanted} or later; install it (https://go.dev/dl)`,
    );
  }
}

function compareGoVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (const index of [0, 1, 2]) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}
