import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes, randomInt } from 'node:crypto';
import { AlarmAction, AlarmType } from 'etcd3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testProgram } from '../cluster/testing/programs';
import { SandboxRuntime } from '../runtime/sandbox/sandbox-runtime';
import { examine } from './examine';
import type { Finding } from './checks/check';
import { judge, verdictOf } from './judge';
import { Objects } from './objects';
import { readFile } from './read-file';
import { Snapshots } from './testing/snapshots';

const HASH = 32;
let snapshots: Snapshots;

beforeAll(async () => {
  snapshots = await Snapshots.create();
  await snapshots.of('3.6.16', async ({ client }, save) => {
    await save('empty-store');
    for (let i = 0; i < 300; i += 1) {
      await client.put(`key/${i}`).value(`value ${i}`);
    }
    await client.delete().key('key/7');
    await client.kv.compact({ revision: 100 });
    const { ID: lease } = await client.leaseClient.leaseGrant({ TTL: 600 });
    await client.put('leased').value('x').lease(lease);
    await client.leaseClient.leaseGrant({ TTL: 2 });
    await client.user('ann').create('secret');
    await client.role('reader').create();
    await save('rich');
    const { header } = await client.maintenance.status();
    const alarm = (action: AlarmAction, type: AlarmType) =>
      client.maintenance.alarm({ action, alarm: type, memberID: header.member_id });
    await alarm(AlarmAction.Activate, AlarmType.Nospace);
    await save('no-space');
    await alarm(AlarmAction.Deactivate, AlarmType.Nospace);
    await alarm(AlarmAction.Activate, AlarmType.Corrupt);
    await save('corrupt');
    await alarm(AlarmAction.Deactivate, AlarmType.Corrupt);
    await client.user('root').create('secret');
    await client.role('root').create();
    await client.auth.userGrantRole({ user: 'root', role: 'root' });
    await client.auth.authEnable();
    await save('locked', '--user=root:secret');
  });
  await snapshots.of('3.5.35', async ({ client }, save) => {
    await client.put('old').value('x');
    await save('old');
  });
});

afterAll(() => snapshots.remove());

/** What is found in a file, by check; the file must be as it was afterwards. */
async function findings(path: string, version = '3.6.16') {
  const folder = await mkdtemp(join(tmpdir(), 'etcd-assay-test-'));
  const before = { bytes: readFileSync(path), time: statSync(path).mtimeMs };
  const runtime = await SandboxRuntime.create(folder);
  try {
    const facts = await examine(runtime, {
      ...{ file: path, version, etcd: testProgram(`etcd-${version}`) },
      ...{
        etcdutl: testProgram(`etcdutl-${version}`),
        objects: new Objects('none here'),
        tell: () => undefined,
      },
    });
    const found = judge(facts);
    expect({ bytes: readFileSync(path), time: statSync(path).mtimeMs }).toEqual(before);
    return { verdict: verdictOf(found), found, facts, of: (id: string) => find(found, id) };
  } finally {
    await runtime.dispose();
    await rm(folder, { recursive: true });
  }
}

const find = (found: readonly Finding[], id: string): Finding => {
  const finding = found.find((one) => one.id === id);
  if (finding === undefined) {
    throw new Error(`there is no check ${id}`);
  }
  return finding;
};

describe('a snapshot as it was saved', () => {
  test('is usable, and every check says what it holds', async () => {
    const { verdict, found, of } = await findings(snapshots.path('rich'));
    expect(found.filter((one) => one.verdict !== 'good')).toEqual([]);
    expect(verdict).toBe('usable');
    expect(of('keys').says).toMatch(/^300 keys in \d+ revisions, the same in the file and on all members/);
    expect(of('leases').says).toMatch(/^2 leases of 2 to 600 s, with 1 key/);
    expect(of('auth').says).toBe('off: 1 user (ann), 1 role (reader)');
    expect(of('membership').says).toMatch(/^1 old member left out \(m1\)/);
  });

  test('that holds nothing is usable', async () => {
    expect(await findings(snapshots.path('empty-store'))).toMatchObject({ verdict: 'usable' });
  });

  test('with authentication on is read as well', async () => {
    const { verdict, of } = await findings(snapshots.path('locked'));
    expect(of('auth').says).toMatch(/^on, with the passwords that it had: 2 users \(ann, root\)/);
    expect(of('keys').verdict).toBe('good');
    expect(verdict).toBe('usable');
  });

  test('under NOSPACE is usable with warnings, under CORRUPT it is not', async () => {
    const full = await findings(snapshots.path('no-space'));
    expect(full.found.filter((one) => one.verdict === 'bad')).toEqual([]);
    expect(full.verdict).toBe('usable with warnings');
    expect(full.of('writes').says).toMatch(/refuses writes: .*database space exceeded/);
    const corrupt = await findings(snapshots.path('corrupt'));
    expect(corrupt.verdict).toBe('not usable');
    expect(corrupt.of('alarms').verdict).toBe('bad');
  });

  test('of another version is taken as far as etcd takes it', async () => {
    const upgraded = await findings(snapshots.path('old'));
    expect(upgraded.of('versions').says).toMatch(
      /^without a storage version.*at 3\.5\.0; etcd 3\.6\.16 takes it/,
    );
    expect(upgraded.verdict).toBe('usable');
    const older = await findings(snapshots.path('rich'), '3.5.35');
    expect(older.of('versions').verdict).toBe('warning');
  });
});

describe('a file that is not as it was saved', () => {
  const flipped = (at: (bytes: Buffer) => number) => (bytes: Buffer) => {
    const index = at(bytes);
    bytes[index] = (bytes[index] ?? 0) ^ 0x10;
    return bytes;
  };

  test.each<[string, (bytes: Buffer) => Buffer, string, RegExp]>([
    [
      'a bit flip in the middle',
      flipped((bytes) => bytes.length >> 1),
      'restored',
      /^etcdutl 3\.6\.16 refuses it: expected sha256/,
    ],
    [
      'a bit flip in the hash',
      flipped((bytes) => bytes.length - 5),
      'hash',
      /^the sha256 at its end is not that of its bytes/,
    ],
    [
      'cut in a page',
      (bytes) => bytes.subarray(0, 20_000),
      'whole',
      /^it is cut off: 20,000 bytes of a database of \d+,\d+/,
    ],
    ['cut between pages', (bytes) => bytes.subarray(0, 16_384), 'whole', /^it is cut off: 16,384 bytes/],
    ['nothing', () => Buffer.alloc(0), 'whole', /^it cannot be read: it is empty; etcdutl snapshot status: /],
    [
      'anything',
      () => randomBytes(30_000),
      'whole',
      /no valid first page .*etcdutl snapshot status: invalid database/,
    ],
  ])('%s', async (name, damage, id, says) => {
    const { verdict, of } = await findings(
      await snapshots.damaged(name.replaceAll(' ', '-'), 'rich', damage),
    );
    expect(of(id)).toMatchObject({ verdict: 'bad', says: expect.stringMatching(says) });
    expect(verdict).toBe('not usable');
  });

  test('without its hash it is usable with a warning, as a copied database is', async () => {
    const path = await snapshots.damaged('copied', 'rich', (bytes) => bytes.subarray(0, -HASH));
    const { verdict, of, facts } = await findings(path);
    expect(facts.restore.skippedHashCheck).toBe(true);
    expect(of('hash')).toMatchObject({
      verdict: 'warning',
      advice: expect.stringMatching(/--skip-hash-check=true/),
    });
    expect(verdict).toBe('usable with warnings');
  });

  test('a file with any bit flipped is read or refused, and nothing else', async () => {
    const sound = readFileSync(snapshots.path('rich'));
    for (let round = 0; round < 200; round += 1) {
      const path = await snapshots.damaged(
        'any-bit',
        'rich',
        flipped(() => randomInt(sound.length)),
      );
      expect(await readFile(path, new Objects('none here'))).toMatchObject({
        bytes: sound.length,
        hash: 'differs',
      });
    }
  });

  test('a value that was changed where there is no hash is what the members then hold', async () => {
    const path = await snapshots.damaged('changed-value', 'rich', (bytes) => {
      bytes.write('VALUE', bytes.indexOf('value 200'));
      return bytes.subarray(0, -HASH);
    });
    // Nobody can know: that is what the warning is about.
    expect(await findings(path)).toMatchObject({ verdict: 'usable with warnings' });
  });
});
