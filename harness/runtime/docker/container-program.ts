import { createWriteStream } from 'node:fs';
import { constants } from 'node:os';
import { pipeline } from 'node:stream/promises';
import type { Engine } from './engine';
import { unlessGone } from './unless-gone';
import type { Exit, RunningProgram, TreeState } from '../running-program';

/** A number of a signal is added to this by whoever turns the end by a signal into an exit code. */
const BY_SIGNAL = 128;

/**
 * A program that runs in a container of its own. The container is removed when it has ended and all that it printed is in
 * its log.
 * @param id the container's
 */
export function programIn(
  { container: client }: Engine,
  { id, name, label, log }: { id: string; name: string; label: string; log: string },
): RunningProgram {
  const container = client.getById(id);
  let gone = false;
  const printed = client
    .logs(container)
    .then((stream) => pipeline(stream, createWriteStream(log, { flags: 'a' })));
  const exited = Promise.allSettled([container.wait(), printed]).then(async ([ended, log]) => {
    gone = true;
    if (ended.status === 'rejected') {
      // An engine that ends or restarts takes its containers with it.
      return { code: null, signal: 'lost with its engine' };
    }
    if (log.status === 'rejected') {
      throw log.reason;
    }
    await container.remove({ v: true, force: true }).catch(unlessGone);
    return exitOf((ended.value as { StatusCode: number }).StatusCode);
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
        await container.pause();
      } else if (signal === 'SIGCONT') {
        await container.unpause();
      } else {
        await container.kill({ signal }).catch(unlessGone);
      }
    },
  };
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
