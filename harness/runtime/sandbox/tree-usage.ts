import type { ProgramUsage } from '../running-program';
import { hasRun, residentBytes, waitedSeconds, writtenBytes } from './process-counts';
import { livingIn } from './process-tree';
import { readProc, threadsOf } from './read-proc';

/**
 * What all processes of a session have used together; one that ends meanwhile is left out.
 * @returns undefined where none is left
 */
export function treeUsage(session: number): ProgramUsage | undefined {
  const living = livingIn(session);
  const pids = living.map(({ pid }) => pid);
  return living.length === 0
    ? undefined
    : {
        cpuSeconds: sum(living.map(({ cpuSeconds }) => cpuSeconds)),
        waitedSeconds: waitedBy(pids),
        rssBytes: sum(textsOf(pids, 'status').map(residentBytes)),
        writtenBytes: writtenBy(pids),
      };
}

/** A kernel that counts it somewhere counts that we have run; one that may count it, and was not told to, says 0. */
function waitedBy(pids: readonly number[]): number | undefined {
  const own = readProc('self/schedstat');
  if (own === undefined || !hasRun(own)) {
    return undefined;
  }
  const threads = pids.flatMap((pid) => threadsOf(pid).map((thread) => `${pid}/task/${thread}/schedstat`));
  return sum(threads.flatMap((file) => readProc(file) ?? []).map(waitedSeconds));
}

function writtenBy(pids: readonly number[]): number | undefined {
  try {
    return readProc('self/io') === undefined ? undefined : sum(textsOf(pids, 'io').map(writtenBytes));
  } catch (error) {
    // A process that changed its user may not be looked into by everyone.
    if (['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      return undefined;
    }
    throw error;
  }
}

const textsOf = (pids: readonly number[], file: string): string[] =>
  pids.flatMap((pid) => readProc(`${pid}/${file}`) ?? []);

const sum = (figures: readonly number[]): number => figures.reduce((total, one) => total + one, 0);
