import { spawn, type ChildProcess } from 'node:child_process';
import type { Entry } from '../sandbox/enter';
import { RUN_VARIABLE } from './descendants';

/** Runs a program that makes its nodes of containers: it stays in the world that it is in, under the name of its run. */
export const enterOutside = ({ words, stdio, env }: Entry, run: string): ChildProcess =>
  spawn(words[0] as string, words.slice(1), {
    stdio,
    // Not in the terminal's foreground group: Ctrl-C is for the CLI alone, which passes it on in words.
    detached: true,
    env: { ...process.env, ...env, [RUN_VARIABLE]: run },
  });
