import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster } from '../cluster/cluster';
import { MemoryJournal } from '../cluster/testing/memory-journal';
import { testProgram } from '../cluster/testing/programs';
import { journalClock, newEpoch } from '../journal/clock';
import { JournalRecord } from '../journal/record';
import { Network } from '../network/network';
import { SandboxRuntime } from '../runtime/sandbox/sandbox-runtime';
import { dedicated } from '../topology/dedicated';
import type { Arena } from './arena';
import { runSuites, type SuiteRunOptions } from './suite-run';

describe('suites on a cluster of three members', () => {
  const epoch = newEpoch();
  let folder: string;
  let runtime: SandboxRuntime;
  let cluster: Cluster;
  let blocks = 1;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'etcd-assay-test-'));
    runtime = await SandboxRuntime.create(folder);
    const nodes = await runtime.createNodes(dedicated(3).nodes);
    const network = await Network.create(testProgram('toxiproxy'), runtime.clientNode, nodes);
    const program = { version: '3.5.35', path: testProgram('etcd-3.5.35') };
    cluster = await Cluster.start({ network, nodes, program, journal: new MemoryJournal() });
  });

  afterAll(async () => {
    await cluster.close();
    await runtime.dispose();
    await rm(folder, { recursive: true });
  });

  const arena = (): Arena => ({
    phase: 'from',
    seed: 7,
    members: cluster.members.map(({ name, address, version }) => {
      return { name, address, version, endpoint: cluster.network.clientEndpoint(name) };
    }),
    timers: cluster.timers,
    toxiproxy: cluster.network.clientControl.address,
    epoch: String(epoch),
    firstClient: (blocks += 1) * 1000,
    journalPath: join(folder, 'journal.jsonl'),
  });

  const run = (records: JournalRecord[], options: Partial<SuiteRunOptions> = {}) =>
    runSuites({
      names: ['cas', 'locks'],
      arena: arena(),
      journal: { write: (record) => records.push(record) },
      out: folder,
      signal: new AbortController().signal,
      ...options,
    });

  test('all hold, and the journal has all that they did', async () => {
    const records: JournalRecord[] = [];
    const done = await run(records);
    const assertions = records.filter((record) => record.type === 'assertion');
    console.log(
      done,
      records.length,
      assertions.filter(({ ok }) => !ok),
    );
    expect(assertions.filter(({ ok }) => !ok)).toEqual([]);
    expect(new Set(assertions.map(({ claim }) => claim))).toEqual(
      new Set(['CAS-1', 'CAS-3', 'CAS-4', 'CAS-6', 'LOCK-1', 'LOCK-2', 'LOCK-3']),
    );
    expect(done).toMatchObject({ tests: assertions.length, failed: 0 });
    expect(Math.max(...records.map((record) => ('t' in record ? record.t : 0)))).toBeLessThanOrEqual(
      journalClock(epoch)(),
    );
  }, 120_000);
});
