import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster } from '../cluster/cluster';
import { MemoryJournal } from '../cluster/testing/memory-journal';
import { testProgram } from '../cluster/testing/programs';
import { Network } from '../network/network';
import { SandboxRuntime } from '../runtime/sandbox/sandbox-runtime';
import { dedicated } from '../topology/dedicated';
import { cutLink } from './cut-link';
import type { Fault, Injection } from './fault';
import { isolate } from './isolate';

describe('links that are cut', () => {
  let folder: string;
  let runtime: SandboxRuntime;
  let cluster: Cluster;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'etcd-assay-test-'));
    runtime = await SandboxRuntime.create(folder);
    const nodes = await runtime.createNodes(dedicated(3).nodes);
    const network = await Network.create(testProgram('toxiproxy'), runtime.clientNode, nodes);
    const program = { version: '3.6.16', path: testProgram('etcd-3.6.16') };
    cluster = await Cluster.start({ network, nodes, program, journal: new MemoryJournal() });
  });

  afterAll(async () => {
    await cluster.close();
    await runtime.dispose();
    await rm(folder, { recursive: true });
  });

  const made = (fault: Fault): Promise<Injection> =>
    fault.prepare({
      cluster,
      victim: 'm1',
      other: 'm2',
      operator: () => {
        throw new Error('cuts write nothing');
      },
      recorded: () => 0,
      spares: [],
    });

  test.each([cutLink, isolate])('$name is proven while it lasts, and gone when healed', async (fault) => {
    const injection = await made(fault);
    await injection.inject();
    expect(await injection.prove()).toMatchObject({ proven: true });
    await injection.heal();
    expect(await injection.prove()).toMatchObject({ proven: false });
  });
});
