import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Member } from '../cluster/member';
import { MemoryJournal } from '../cluster/testing/memory-journal';
import { liveCluster } from '../cluster/testing/live-cluster';
import { testProgram } from '../cluster/testing/programs';
import { recordContent } from './content';

const execute = promisify(execFile);
const KEYS = 1_200;
const etcdutl = testProgram('etcdutl-3.6.16');
let folder: string;
const file = (name: string): string => join(folder, name);

const save = (member: Member, path: string, ...user: string[]) =>
  execute(testProgram('etcdctl-3.6.16'), [
    `--endpoints=${member.address}`,
    ...user,
    'snapshot',
    'save',
    path,
  ]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etcd-assay-test-'));
  const live = await liveCluster(1);
  try {
    const [member] = live.cluster.members as readonly [Member, ...Member[]];
    const { client } = member;
    for (let i = 0; i < KEYS; i += 1) {
      await client.put(`key/${String(i).padStart(4, '0')}`).value(`value ${i}`);
    }
    await client.delete().key('key/0007');
    // Not the client's own Lease, which keeps itself alive for ever.
    const { ID: lease } = await client.leaseClient.leaseGrant({ TTL: 60 });
    await client.put('leased').value('x').lease(lease);
    await client.user('ann').create('secret');
    await save(member, file('open.db'));
    await client.user('root').create('secret');
    await client.role('root').create();
    await client.auth.userGrantRole({ user: 'root', role: 'root' });
    await client.auth.authEnable();
    await save(member, file('locked.db'), '--user=root:secret');
  } finally {
    await live.close();
  }
});

afterAll(() => rm(folder, { recursive: true }));

test('members begin with what the snapshot held, and the journal with all of it', async () => {
  const journal = new MemoryJournal();
  const live = await liveCluster(3, { journal, snapshot: { file: file('open.db'), etcdutl } });
  try {
    const { keys, revision } = await recordContent(live.cluster, journal);
    const pages = journal.records.flatMap((record) => (record.type === 'content' ? [record] : []));
    const kvs = pages.flatMap((page) => page.kvs);
    expect(keys).toBe(KEYS);
    expect(kvs.map(({ key }) => key)).not.toContain('key/0007');
    expect(kvs.find(({ key }) => key === 'key/0009')).toMatchObject({ value: 'value 9', version: 1 });
    expect(kvs.find(({ key }) => key === 'leased')).toHaveProperty('lease');
    expect(new Set(pages.map((page) => page.revision))).toEqual(new Set([revision]));
    expect(pages.map(({ auth }) => auth?.users.map(({ name }) => name))).toEqual([
      ['ann'],
      undefined,
      undefined,
    ]);
    const past = live.cluster.members[2]?.client.kv.range({
      key: Buffer.from('key/0007'),
      revision: revision - 5,
    });
    await expect(past).rejects.toThrow('compacted');
  } finally {
    await live.close();
  }
});

test('one with authentication on is refused', async () => {
  const live = liveCluster(1, { snapshot: { file: file('locked.db'), etcdutl } });
  await expect(live).rejects.toThrow(/m1 answers users only, since authentication is on/);
});

test('a file that is not as it was saved is refused with the words of etcdutl', async () => {
  const changed = await readFile(file('open.db'));
  changed[changed.length >> 1] = ~(changed[changed.length >> 1] ?? 0);
  await writeFile(file('changed.db'), changed);
  const live = liveCluster(1, { snapshot: { file: file('changed.db'), etcdutl } });
  await expect(live).rejects.toThrow(/changed\.db cannot be restored: expected sha256 .*, got /);
});
