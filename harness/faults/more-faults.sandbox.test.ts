import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster } from '../cluster/cluster';
import { MemoryJournal } from '../cluster/testing/memory-journal';
import { testProgram } from '../cluster/testing/programs';
import { Network } from '../network/network';
import type { Node } from '../runtime/node';
import { SandboxRuntime } from '../runtime/sandbox/sandbox-runtime';
import { dedicated } from '../topology/dedicated';
import { RecordingClient } from '../workload/recording-client';
import { MORE } from './catalogue';
import type { Fault, Injection } from './fault';

/** What only a larger cluster can have. */
const NEEDS_FIVE = ['bridge'];
const members = Number(process.env['ETCD_ASSAY_TEST_MEMBERS'] ?? 3);
const faults = MORE.filter(({ name }) => members >= 5 || !NEEDS_FIVE.includes(name)).filter(
  (fault) => fault.unavailable({ members, runtime: 'sandbox' }) === undefined,
);

describe(`a fault among ${members} members`, () => {
  const journal = new MemoryJournal();
  const operators = new Map<string, RecordingClient>();
  let folder: string;
  let runtime: SandboxRuntime;
  let cluster: Cluster;
  let spares: readonly Node[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'etcd-assay-test-'));
    runtime = await SandboxRuntime.create(folder);
    const withDisks = faults.some(({ needs }) => needs?.disk === 'loop');
    const specs = dedicated(members + 2).nodes.map((node) =>
      withDisks ? { ...node, disk: 'loop' as const } : node,
    );
    const nodes = await runtime.createNodes(specs);
    spares = nodes.slice(members);
    const mine = nodes.slice(0, members);
    const network = await Network.create(testProgram('toxiproxy'), runtime.clientNode, mine);
    const program = { version: '3.6.16', path: testProgram('etcd-3.6.16') };
    const flags = (version: string) => faults.flatMap(({ needs }) => needs?.flags?.(version) ?? []);
    cluster = await Cluster.start({ network, nodes: mine, program, journal, flags });
  }, 60_000);

  afterAll(async () => {
    operators.forEach((operator) => operator.close());
    await cluster.close();
    await runtime.dispose();
    await rm(folder, { recursive: true });
  });

  const operator = (member: string): RecordingClient => {
    const endpoint = cluster.network.clientEndpoint(member);
    const made =
      operators.get(member) ??
      new RecordingClient(
        { client: operators.size + 1, member, endpoint, role: 'traffic', scope: 'operator', deadline: 5_000 },
        journal,
      );
    operators.set(member, made);
    return made;
  };

  const made = async (fault: Fault): Promise<Injection> => {
    const [leader, [follower]] = [await cluster.leader(), await cluster.followers()];
    const [victim, other] = fault.aims.includes('follower') ? [follower, leader] : [leader, follower];
    return fault.prepare({
      ...{ cluster, victim: victim?.name ?? '', other: other?.name, operator },
      ...{ recorded: () => 0, spares },
    });
  };

  test.each(faults)(
    '$name is unproven without its injection, proven with it, and gone when healed',
    async (fault) => {
      const injection = await made(fault);
      expect(await injection.prove()).toMatchObject({ proven: false });
      await injection.heal();
      await injection.inject();
      const proof = await injection.prove();
      process.stderr.write(`${fault.name} ${injection.target}: ${proof.words}\n`);
      expect(proof).toMatchObject({ proven: true });
      await injection.heal();
      await Promise.all(cluster.members.map((member) => member.ready(30_000)));
      expect(cluster.members).toHaveLength(members);
      const unasked = journal.records.filter((record) => record.type === 'member' && record.asked === false);
      expect(unasked).toEqual([]);
    },
    180_000,
  );
});
