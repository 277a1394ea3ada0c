import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Cluster } from '../cluster/cluster';
import { type LiveCluster, liveCluster } from '../cluster/testing/live-cluster';
import { statusOf } from '../cluster/status';
import { MemoryJournal } from '../cluster/testing/memory-journal';
import { Link } from '../network/link';
import { RecordingClient } from '../workload/recording-client';
import { compaction } from './compaction';
import { cutDirection } from './cut-direction';
import { cutLink } from './cut-link';
import type { Fault, Injection } from './fault';
import { FaultRunner } from './fault-runner';
import { kill } from './kill';
import { latency } from './latency';

describe('a fault', () => {
  const journal = new MemoryJournal();
  let live: LiveCluster;
  let cluster: Cluster;
  let operator: RecordingClient;
  let revision = 0;

  beforeAll(async () => {
    live = await liveCluster(3, { journal });
    ({ cluster } = live);
    operator = new RecordingClient(
      {
        ...{ client: 1, member: 'm1', endpoint: cluster.network.clientEndpoint('m1') },
        ...{ role: 'traffic', scope: 'operator', deadline: 5_000 },
      },
      journal,
    );
  });

  afterEach(() => void jest.restoreAllMocks());

  afterAll(async () => {
    operator.close();
    await live.close();
  });

  /** Between the leader and a follower, where raft traffic flows at any time. */
  const made = async (fault: Fault): Promise<Injection> => {
    const [leader, [follower]] = [await cluster.leader(), await cluster.followers()];
    return fault.prepare({
      ...{ cluster, victim: follower?.name ?? '', other: leader.name },
      ...{ operator: () => operator, recorded: () => revision, spares: [] },
    });
  };

  test.each([cutDirection, latency])(
    '$name is proven while it lasts, and gone when healed',
    async (fault) => {
      const injection = await made(fault);
      expect(await injection.prove()).toMatchObject({ proven: false });
      await injection.inject();
      expect(await injection.prove()).toMatchObject({ proven: true });
      await injection.heal();
      expect(await injection.prove()).toMatchObject({ proven: false });
    },
  );

  test.each([cutLink, latency])(
    '$name that stays on its link is not told as healed',
    async (fault) => {
      const injection = await made(fault);
      await injection.inject();
      const heal = jest.spyOn(Link.prototype, 'heal').mockResolvedValue();
      await expect(injection.heal()).rejects.toThrow('to be whole again');
      heal.mockRestore();
      await injection.heal();
      // Waits out the patience of a heal, and then heals.
    },
    120_000,
  );

  test('kill brings its member back, also where healed before its end was noticed', async () => {
    const injection = await made(kill);
    await injection.inject();
    await injection.heal();
    expect(await Promise.all(cluster.members.map((member) => member.answers()))).toEqual([true, true, true]);
    expect(journal.records.filter(({ type }) => type === 'member').slice(-3)).toMatchObject([
      { state: 'ended', asked: true },
      { state: 'started' },
      { state: 'ready' },
    ]);
  });

  test('compaction is not proven by one that was before', async () => {
    const leader = await cluster.leader();
    for (let count = 0; count < 40; count += 1) {
      await leader.client.kv.put({ key: Buffer.from('k'), value: Buffer.from(String(count)) });
    }
    ({ revision } = await statusOf(leader));
    const first = await made(compaction);
    await first.inject();
    expect(await first.prove()).toMatchObject({ proven: true });
    expect(await (await made(compaction)).prove()).toMatchObject({ proven: false });
  });

  test('that etcd does not do is unproven, with its words, and the run goes on', async () => {
    const { maintenance } = (await cluster.leader()).client;
    jest.spyOn(maintenance, 'moveLeader').mockRejectedValue(new Error('leader transfer took too long'));
    const runner = new FaultRunner({
      ...{ cluster, journal, operator: () => operator, recorded: () => revision, spares: [], inert: false },
      worked: () => true,
      onState: () => undefined,
    });
    const named = { name: 'move-leader', aim: 'leader', phase: 'from' } as const;
    await runner.run({ ...named, number: 1, pick: 0, holdMs: 0 });
    expect(journal.records.filter(({ type }) => type === 'fault')).toMatchObject([
      { state: 'inject' },
      { state: 'unproven', proof: expect.stringContaining('leader transfer took too long') },
      { state: 'heal' },
      { state: 'healed' },
    ]);
  });
});
