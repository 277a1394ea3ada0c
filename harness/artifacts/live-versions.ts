import type { Family } from './families';
import { findGo, goEnvironment } from './go-toolchain';
import { run } from './process-group';
import { Unobtainable } from './unobtainable';
import { exactVersion } from './version';

/** A module proxy that takes longer is treated like none: the committed list answers instead. */
const DEADLINE_MS = 10_000;

/** Words of Go that mean "could not ask", as against "asked, and there is no such version". */
const UNREACHABLE =
  /dial tcp|lookup |connection re|i\/o timeout|TLS|x509|proxyconnect|GOPROXY=off|no such host|EOF|: 50\d /i;

/**
 * Every version that Go's module proxy lists.
 * @throws Unobtainable where it cannot be asked
 */
export async function liveVersions(family: Family, signal?: AbortSignal): Promise<string[]> {
  const answer = await askGo(['list', '-m', '-versions', family.goModule], signal);
  if (answer.exitCode !== 0) {
    throw new Unobtainable(`go list failed: ${firstLine(answer.stderr)}`);
  }
  return answer.stdout
    .trim()
    .split(/\s+/)
    .slice(1)
    .flatMap((tag) => exactVersion(tag) ?? []);
}

/**
 * Whether Go's module proxy has a version, listed or not.
 * @throws Unobtainable where it cannot be asked
 */
export async function existsLive(family: Family, version: string, signal?: AbortSignal): Promise<boolean> {
  const { exitCode, stderr } = await askGo(['list', '-m', `${family.goModule}@v${version}`], signal);
  if (exitCode !== 0 && UNREACHABLE.test(stderr)) {
    throw new Unobtainable(`go list failed: ${firstLine(stderr)}`);
  }
  return exitCode === 0;
}

async function askGo(
  words: string[],
  signal?: AbortSignal,
): Promise<{ exitCode: number | null; stdout: string; stderr: string }> {
  const go = await findGo(signal);
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  try {
    return await run(go.path, words, {
      // Not inside anybody's module.
      cwd: '/',
      env: goEnvironment({ offline: false }),
      signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
    });
  } catch (error) {
    signal?.throwIfAborted();
    if (deadline.aborted) {
      throw new Unobtainable(`go list did not answer within ${DEADLINE_MS / 1000} s`);
    }
    throw error;
  }
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}
