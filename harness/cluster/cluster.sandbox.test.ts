import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Network } from '../network/network';
import { SandboxRuntime } from '../runtime/sandbox/sandbox-runtime';
import { dedicated } from '../topology/dedicated';
import { Cluster } from './cluster';
import { MemoryJournal } from './testing/memory-journal';
import { testProgram } from './testing/programs';

describe('a cluster of three members', () => {
  const journal = new MemoryJournal();
  let folder: string;
  let runtime: SandboxRuntime;
  let cluster: Cluster;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'etcd-assay-test-'));
    const t0 = performance.now();
    runtime = await SandboxRuntime.create(folder);
    const nodes = await runtime.createNodes(dedicated(3).nodes);
    const t1 = performance.now();
    const network = await Network.create(testProgram('toxiproxy'), runtime.clientNode, nodes);
    const program = { version: '3.5.35', path: testProgram('etcd-3.5.35') };
    cluster = await Cluster.start({ network, nodes, program, journal });
    console.log('nodes', t1 - t0, 'cluster', performance.now() - t1);
  });

  afterAll(async () => {
    await cluster.close();
    await runtime.dispose();
    await rm(folder, { recursive: true });
  });

  test('has one leader that all see', async () => {
    const leader = await cluster.leader();
    expect(cluster.members).toContain(leader);
  });

  test('whose first member ends at once is refused with its last words', async () => {
    const nodes = await runtime.createNodes([{ name: 'm9', runs: ['etcd'], zone: 'a' }]);
    // It knows none of the flags, points to its help and ends.
    const program = { version: '3.5.35', path: '/bin/ls' };
    const start = Cluster.start({ network: cluster.network, nodes, program, journal: new MemoryJournal() });
    await expect(start).rejects.toMatchObject({
      message: expect.stringContaining('member m9 ended'),
      details: expect.stringContaining('ls --help'),
    });
  });

  test('upgrade', async () => {
    for (const member of await cluster.followers()) {
      const t = performance.now();
      await cluster.upgrade(member, { version: '3.6.16', path: testProgram('etcd-3.6.16') });
      console.log('step', performance.now() - t);
    }
    console.log(JSON.stringify(journal.records, null, 1));
  });
});
