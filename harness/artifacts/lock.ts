import { once } from 'node:events';
import { Refusal } from '../errors/refusal';
import { findOnPath } from './find-on-path';
import { startGuarded } from './process-group';

/** A kernel lock on a file, held by a child that ends with us, however we end. */
export interface Lock {
  readonly release: () => Promise<void>;
}

const HELD_BY_ANOTHER = 75;

/** @returns undefined where another process holds the lock */
export function tryLock(file: string, signal?: AbortSignal): Promise<Lock | undefined> {
  return lock(file, ['--nonblock', '--conflict-exit-code', String(HELD_BY_ANOTHER)], signal);
}

/** Waits until the lock is ours. */
export async function waitForLock(file: string, signal?: AbortSignal): Promise<Lock> {
  const held = await lock(file, [], signal);
  if (held === undefined) {
    throw new Error(`flock gave up waiting for ${file}`);
  }
  return held;
}

async function lock(file: string, options: string[], signal?: AbortSignal): Promise<Lock | undefined> {
  const flock = findOnPath('flock');
  if (flock === undefined) {
    throw Refusal.environment(
      'the program "flock" is not on PATH; install util-linux (apt-get install util-linux)',
    );
  }
  // --no-fork: the process that holds the lock is the one that the guard kills.
  const holder = startGuarded(
    flock,
    ['--exclusive', '--no-fork', ...options, file, 'sh', '-c', 'echo locked; exec sleep infinity'],
    { signal },
  );
  const ended = await Promise.race([once(holder.child.stdout, 'data').then(() => undefined), holder.ended]);
  signal?.throwIfAborted();
  if (ended === undefined) {
    return { release: holder.stop };
  }
  if (ended.exitCode === HELD_BY_ANOTHER) {
    return undefined;
  }
  throw Refusal.environment(`the lock file ${file} cannot be locked: ${ended.stderr.trim()}`);
}
