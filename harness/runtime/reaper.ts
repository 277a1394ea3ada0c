import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A process that removes what a run leaves behind after everybody else. */
export interface Reaper {
  /** Lets it do its work now. @throws Error where something would not go */
  readonly reap: () => Promise<void>;
}

/**
 * Starts one: it stands in a session of its own, so that nothing that ends the run ends it, and has to work when its
 * standard input closes; we hold the other end, so that happens however we die.
 * @param words its command line
 * @param failed in words, what is left where it ends with another code than 0
 */
export function reaperOf(words: readonly string[], failed: string): Reaper {
  const [program = '', ...args] = words;
  const child = spawn(program, args, { cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = once(child, 'exit');
  // Told where it is awaited: there the reason is known too.
  ended.catch(() => undefined);
  // It waits for us; we do not wait for it unless asked to.
  child.unref();
  return {
    reap: async () => {
      child.ref();
      child.stdin.destroy();
      const [code] = (await ended) as [number | null];
      if (code !== 0) {
        throw new Error(failed);
      }
    },
  };
}
