import { readdirSync, readFileSync } from 'node:fs';
import type { TreeState } from '../running-program';

interface Entry {
  readonly pid: number;
  readonly state: string;
}

/** Living processes of a session, by /proc; each program leads a session of its own. Zombies do not live. */
function livingIn(session: number): Entry[] {
  const entries: Entry[] = [];
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? readStat(name) : undefined;
    if (stat === undefined) {
      continue;
    }
    // proc(5): "pid (comm) state ppid pgrp session ..."; comm may itself hold spaces and parentheses.
    const [state = '', , , sessionOf] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(sessionOf) === session && state !== 'Z' && state !== 'X') {
      entries.push({ pid: Number(name), state });
    }
  }
  return entries;
}

/** @returns undefined where the process ended between listing and reading */
function readStat(pid: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      return undefined;
    }
    throw error;
  }
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
