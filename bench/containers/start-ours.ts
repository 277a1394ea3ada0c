import { performance } from 'node:perf_hooks';
import { Cluster } from '../../harness/cluster/cluster';
import { journalClock, newEpoch } from '../../harness/journal/clock';
import { Network } from '../../harness/network/network';
import { relay } from '../../harness/network/toxiproxy';
import { DockerRuntime } from '../../harness/runtime/docker/docker-runtime';
import { topologyNamed } from '../../harness/topology/catalogue';
import { VERSION } from '../programs';
import type { Start } from './start';

export const TOPOLOGY = topologyNamed('dedicated-3');

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
    const nodes = await runtime.createNodes(TOPOLOGY.nodes);
    const network = await Network.create(paths.toxiproxy, runtime.clientNode, nodes);
    const program = { version: VERSION, path: paths.etcd };
    const cluster = await Cluster.start({ network, nodes, program, journal });
    const milliseconds = performance.now() - begun;
    await cluster.close();
    return milliseconds;
  } finally {
    await runtime.dispose();
  }
}
