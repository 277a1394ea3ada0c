import { join } from 'node:path';
import { run } from '../harness/artifacts/process-group';
import { packageRoot } from '../harness/package/root';
import type { Conditions } from './benchmark';

/** Room enough for a million operations that the collector has little to do. */
const ROOMY = ['--single-threaded-gc', '--max-semi-space-size=64', '--max-old-space-size=8192'];
/** As much as leaves a process below 1 GiB, whatever it does; one that needs more ends out of memory. */
export const NARROW = ['--max-semi-space-size=16', '--max-old-space-size=850'];

/**
 * Runs a program of bench/generated in a process of its own, so that its memory and processor time are its own.
 * @returns the JSON that it printed
 */
export async function apart(
  program: string,
  word: string,
  signal: Conditions['signal'],
  room: readonly string[] = ROOMY,
): Promise<unknown> {
  const main = join(packageRoot(), 'bench/generated', program);
  const words = [...room, '-r', require.resolve('esbuild-register'), main, word];
  const { exitCode, stdout, stderr } = await run(process.execPath, words, { signal });
  signal.throwIfAborted();
  if (exitCode !== 0) {
    throw new Error(`${program}: ${stderr.trim().split('\n').slice(0, 5).join(' ')}`);
  }
  return JSON.parse(stdout);
}
