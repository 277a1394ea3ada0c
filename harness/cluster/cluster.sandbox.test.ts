import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Node } from '../runtime/node';
import { until } from '../time/until';
import { Cluster } from './cluster';
import { hashKv } from './hash-kv';
import type { Member } from './member';
import { statusOf } from './status';
import { type LiveCluster, liveCluster } from './testing/live-cluster';
import { MemoryJournal } from './testing/memory-journal';
import { testProgram } from './testing/programs';

describe('a cluster of three members', () => {
  const journal = new MemoryJournal();
  let live: LiveCluster;
  let cluster: Cluster;

  beforeAll(async () => {
    live = await liveCluster(3, { journal, version: '3.5.35' });
    ({ cluster } = live);
  });

  afterAll(() => live.close());

  test('has one leader that all see', async () => {
    const leader = await cluster.leader();
    expect(cluster.members).toContain(leader);
  });

  test('whose first member ends at once is refused with its last words', async () => {
    const nodes = await live.runtime.createNodes([{ name: 'm9', runs: ['etcd'], zone: 'a' }]);
    // It knows none of the flags, points to its help and ends.
    const program = { version: '3.5.35', path: '/bin/ls' };
    const start = Cluster.start({ network: cluster.network, nodes, program, journal: new MemoryJournal() });
    await expect(start).rejects.toMatchObject({
      message: expect.stringContaining('member m9 ended'),
      details: expect.stringContaining('ls --help'),
    });
  });

  test('a follower goes to another version and its flags, asked for and ready again', async () => {
    const [follower] = await cluster.followers();
    const member = follower as Member;
    const before = journal.records.length;
    await cluster.upgrade(member, { version: '3.6.16', path: testProgram('etcd-3.6.16') });
    expect((await statusOf(member)).version).toBe('3.6.16');
    expect(journal.records.slice(before)).toMatchObject([
      { type: 'member', member: member.name, state: 'ended', version: '3.5.35', asked: true },
      { type: 'member', member: member.name, state: 'started', version: '3.6.16' },
      { type: 'member', member: member.name, state: 'ready', version: '3.6.16' },
    ]);
  });

  test('a member that ends unasked is told with its own fatal lines', async () => {
    const [, follower] = await cluster.followers();
    const member = follower as Member;
    const before = journal.records.length;
    // Past the harness: nobody asked for it.
    await member.process.signal('SIGKILL');
    await until(() => !member.isRunning, { within: 5_000, what: `${member.name} to end` });
    await until(() => journal.records.slice(before).some(({ type }) => type === 'member'), {
      within: 5_000,
      what: 'the end to be told',
    });
    expect(journal.records.slice(before)).toMatchObject([
      { type: 'member', member: member.name, state: 'ended', asked: false, exit: 'SIGKILL' },
    ]);
    await cluster.restart(member);
  });

  test('a learner is added, catches up, is promoted, and is removed again', async () => {
    const [node] = await live.runtime.createNodes([{ name: 'm4', runs: ['etcd'], zone: 'a' }]);
    const program = { version: '3.5.35', path: testProgram('etcd-3.5.35') };
    const learner = await cluster.addLearner(node as Node, program);
    await cluster.promote(learner);
    const listed = async () => (await (await cluster.leader()).client.cluster.memberList({})).members;
    expect((await listed()).filter(({ isLearner }) => !isLearner)).toHaveLength(4);
    await cluster.remove(learner);
    expect(await listed()).toHaveLength(3);
  });

  test('hashes at one revision are the same on all members', async () => {
    const leader = await cluster.leader();
    await leader.client.kv.put({ key: Buffer.from('k'), value: Buffer.from('v') });
    const { revision } = await statusOf(leader);
    await Promise.all(cluster.members.map((member) => member.ready(5_000)));
    const hashes = await Promise.all(cluster.members.map(({ address }) => hashKv(address, revision)));
    expect(new Set(hashes.map(({ hash }) => hash)).size).toBe(1);
  });
});
