import { readdirSync } from 'node:fs';
import type { TreeState } from '../running-program';
import { parseStat, type ProcessStat } from './process-stat';
import { readProc } from './read-proc';

/** Living processes of a session, by /proc; each program leads a session of its own. Zombies do not live. */
export function livingIn(session: number): ProcessStat[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => readProc(`${pid}/stat`) ?? [])
    .map(parseStat)
    .filter((one) => one.session === session && one.state !== 'Z' && one.state !== 'X');
}

/** State of all processes of a session taken together. */
export function treeState(session: number): TreeState {
  const living = livingIn(session);
  if (living.length === 0) {
    return 'gone';
  }
  return living.every((entry) => entry.state === 'T') ? 'stopped' : 'running';
}

/** Sends a signal to every process of a session; one that ended meanwhile needs none. */
export function signalTree(session: number, signal: NodeJS.Signals): void {
  for (const { pid } of livingIn(session)) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
        throw error;
      }
    }
  }
}
