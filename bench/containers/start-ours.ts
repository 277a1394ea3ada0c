import { performance } from 'node:perf_hooks';
import { journalClock, newEpoch } from '../../harness/journal/clock';
import { relay } from '../../harness/network/toxiproxy';
import { DockerRuntime } from '../../harness/runtime/docker/docker-runtime';
import { membersOn } from '../members-on';
import { VERSION } from '../programs';
import type { Start } from './start';

/**
 * Starts three members with all their proxies, as a gate on containers does, and puts them away.
 * @returns milliseconds from nothing to the last member's answer
 */
export async function startOurs({ folder, run, paths }: Start): Promise<number> {
  const journal = { clock: journalClock(newEpoch()), write: () => undefined };
  const begun = performance.now();
  const runtime = await DockerRuntime.create(folder, run, {
    relay,
    lost: (why) => {
      throw why;
    },
  });
  try {
    const cluster = await membersOn(runtime, { version: VERSION, paths }, journal);
    const milliseconds = performance.now() - begun;
    await cluster.close();
    return milliseconds;
  } finally {
    await runtime.dispose();
  }
}
