import { readFile } from 'node:fs/promises';
import type { Member } from './families';
import { embeddedVersion } from './embedded-version';
import { run } from './process-group';

/** A program that has not said its version by then will not do as one. */
const DEADLINE_MS = 10_000;

/** Characters of an answer that are kept. */
const LONGEST = 200;

export type Answer =
  { readonly ok: true; readonly line: string } | { readonly ok: false; readonly why: string };

/**
 * Asks a program for its version and takes what it answers: the first line, or that of several which the member's answer takes
 * up. Of one that has no words for its version the answer is made of what Go wrote into it, once it has refused as its kind does.
 */
export async function askVersion(path: string, member: Member, signal?: AbortSignal): Promise<Answer> {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  const question = [path, ...member.versionWords].join(' ');
  try {
    const answer = await run(path, member.versionWords, {
      env: environmentWithoutSettings(),
      signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
    });
    const line = readable(linesIn(answer.stdout, member) ?? firstLine(answer.stdout));
    if (answer.exitCode === 0 && line !== '') {
      return { ok: true, line };
    }
    const complaint = readable(firstLine(answer.stderr));
    if (answer.exitCode !== null && member.refuses?.test(complaint) === true) {
      return await embeddedAnswer(path, member);
    }
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

async function embeddedAnswer(path: string, { file, goPackage = '' }: Member): Promise<Answer> {
  const version = embeddedVersion(await readFile(path), goPackage);
  return version === undefined
    ? { ok: false, why: `Go wrote no version of ${goPackage} into ${path}` }
    : { ok: true, line: `${file} version ${version}` };
}

/** As one line. */
const linesIn = (printed: string, { answer }: Member): string | undefined =>
  answer?.exec(printed)?.[0].replace(/\s+/g, ' ');

const firstLine = (printed: string): string => printed.trim().split('\n', 1)[0] ?? '';

/** It goes into terminals, manifests and reports, so nothing but a line of plain text may come through. */
function readable(line: string): string {
  return line
    .slice(0, LONGEST)
    .replace(/[\p{C}\p{Zl}\p{Zp}\uFFFD]/gu, '?')
    .trim();
}

/** etcd's programs take settings from ETCD_* and ETCDCTL_*, and some make them refuse to answer. */
function environmentWithoutSettings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^ETCD(CTL)?_/.test(name)));
}
