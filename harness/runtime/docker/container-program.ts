import { createWriteStream } from 'node:fs';
import { constants } from 'node:os';
import { pipeline } from 'node:stream/promises';
import type { Engine } from './engine';
type Container = ReturnType<Engine['container']['getById']>;
import { unlessGone } from './unless-gone';
import type { Exit, RunningProgram, TreeState } from '../running-program';

/** A number of a signal is added to this by whoever turns the end by a signal into an exit code. */
const BY_SIGNAL = 128;

interface Watched {
  readonly id: string;
  readonly name: string;
  /** In words, for people. */
  readonly label: string;
  /** Path for what it prints. */
  readonly log: string;
  /** Told where the engine can no longer be asked; @returns whether somebody heard it */
  readonly lost: (error: unknown) => boolean;
}

/**
 * A program that runs in a container of its own. The container is removed when it has ended and all that it printed is in
 * its log.
 */
export function programIn(
  { container: client }: Engine,
  { id, name, label, log, lost }: Watched,
): RunningProgram {
  const container: Container = client.getById(id);
  let gone = false;
  const printed = client
    .logs(container)
    .then((stream) => pipeline(stream, createWriteStream(log, { flags: 'a' })));
  const exited = new Promise<Exit>((resolve, reject) => {
    Promise.all([endOf(container), printed])
      .then(async ([code]) => {
        gone = true;
        await container.remove({ v: true, force: true }).catch(unlessGone);
        resolve(exitOf(code));
      })
      .catch((error: unknown) => {
        // Of a program that nobody can be asked about nothing is known, so it has not ended either.
        if (!lost(error)) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
  });
  return {
    name,
    id: `container ${label}`,
    log,
    exited,
    state: async () => (gone ? 'gone' : stateOf(await container.inspect().catch(unlessGone))),
    signal: async (signal) => {
      if (gone) {
        return;
      }
      if (signal === 'SIGSTOP') {
        await container.pause().catch(unlessGone);
      } else if (signal === 'SIGCONT') {
        await container.unpause().catch(unlessGone);
      } else {
        await container.kill({ signal }).catch(unlessGone);
      }
    },
    usage: () => Promise.resolve(undefined),
  };
}

/** Waits for a container's end, again where the connection to the engine broke. @throws Error where the engine is gone */
async function endOf(container: Container): Promise<number> {
  for (;;) {
    try {
      const { StatusCode } = (await container.wait()) as { StatusCode: number };
      return StatusCode;
    } catch (error) {
      await container.inspect().catch(() => {
        throw error;
      });
    }
  }
}

function stateOf(seen: { State: { Running: boolean; Paused: boolean } } | undefined): TreeState {
  if (seen === undefined || !seen.State.Running) {
    return 'gone';
  }
  return seen.State.Paused ? 'stopped' : 'running';
}

function exitOf(code: number): Exit {
  const signal = Object.entries(constants.signals).find(([, number]) => code === BY_SIGNAL + number)?.[0];
  return signal === undefined ? { code, signal: null } : { code: null, signal };
}
