import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Network } from '../../network/network';
import { SandboxRuntime } from '../../runtime/sandbox/sandbox-runtime';
import { dedicated } from '../../topology/dedicated';
import { Cluster } from '../cluster';
import { MemoryJournal } from './memory-journal';
import type { Snapshot } from '../restore-snapshot';
import { testProgram } from './programs';

export interface LiveCluster {
  readonly cluster: Cluster;
  readonly runtime: SandboxRuntime;
  /** Ends it, and all that it left. */
  close(): Promise<void>;
}

export interface LiveOptions {
  readonly version?: string;
  readonly journal?: MemoryJournal;
  readonly snapshot?: Snapshot;
}

/** A real cluster for tests inside the sandbox: so many members of a version, on nodes and in a folder of its own. */
export async function liveCluster(
  members: number,
  { version = '3.6.16', journal = new MemoryJournal(), snapshot }: LiveOptions = {},
): Promise<LiveCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'etcd-assay-test-'));
  const runtime = await SandboxRuntime.create(folder);
  const nodes = await runtime.createNodes(dedicated(members).nodes);
  const network = await Network.create(testProgram('toxiproxy'), runtime.clientNode, nodes);
  const program = { version, path: testProgram(`etcd-${version}`) };
  const remove = async (): Promise<void> => {
    await runtime.dispose();
    await rm(folder, { recursive: true });
  };
  try {
    const cluster = await Cluster.start({ network, nodes, program, journal, snapshot });
    return {
      cluster,
      runtime,
      close: async () => {
        await cluster.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
