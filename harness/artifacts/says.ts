import type { Member } from './families';
import { run } from './process-group';

/** A program that has not said its version by then will not do as one. */
const DEADLINE_MS = 10_000;

/** Characters of an answer that are kept. */
const LONGEST = 200;

export type Answer =
  { readonly ok: true; readonly line: string } | { readonly ok: false; readonly why: string };

/** Asks a program for its version and takes the first line that it prints. */
export async function askVersion(path: string, member: Member, signal?: AbortSignal): Promise<Answer> {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  const question = [path, ...member.versionWords].join(' ');
  try {
    const answer = await run(path, member.versionWords, {
      env: environmentWithoutSettings(),
      signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
    });
    const line = readable(answer.stdout);
    if (answer.exitCode === 0 && line !== '') {
      return { ok: true, line };
    }
    const complaint = readable(answer.stderr);
    const ending = answer.exitCode === null ? 'was killed' : `ended with ${answer.exitCode}`;
    return { ok: false, why: `"${question}" ${ending}${complaint === '' ? '' : `: ${complaint}`}` };
  } catch (error) {
    signal?.throwIfAborted();
    if (deadline.aborted) {
      return { ok: false, why: `"${question}" did not answer within ${DEADLINE_MS / 1000} s` };
    }
    throw error;
  }
}

/** It goes into terminals, manifests and reports, so nothing but a line of plain text may come through. */
function readable(printed: string): string {
  const [line = ''] = printed.trim().split('\n', 1);
  return line
    .slice(0, LONGEST)
    .replace(/[\p{C}\p{Zl}\p{Zp}\uFFFD]/gu, '?')
    .trim();
}

/** etcd's programs take settings from ETCD_* and ETCDCTL_*, and some make them refuse to answer. */
function environmentWithoutSettings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^ETCD(CTL)?_/.test(name)));
}
