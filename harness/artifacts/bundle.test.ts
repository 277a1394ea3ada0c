import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { extract, pack } from 'tar-stream';
import { ExitCode } from '../errors/exit-code';
import { readBundle } from './bundle-read';
import { writeBundle } from './bundle-write';
import { resolveRelease } from './resolve-release';
import { bytesOf, fakeRelease } from './testing/fake-release';
import { ReleaseServer } from './testing/release-server';
import { temporaryFolder } from './testing/temporary-folder';

let server: ReleaseServer;
let filled: string;
let empty: string;
let bundle: string;

/** One entry of a tar, to be written again in another way. */
interface Entry {
  name: string;
  type?: 'file' | 'symlink' | 'directory';
  linkname?: string;
  content: Buffer;
}

beforeEach(async () => {
  const releases = [await fakeRelease('etcd', '3.6.16'), await fakeRelease('toxiproxy', '2.12.0')];
  server = await ReleaseServer.start(new Map(releases.flatMap(({ files }) => [...files])));
  [filled, empty, bundle] = [temporaryFolder(), temporaryFolder(), join(temporaryFolder(), 'a.tar')];
  for (const [family, version] of RELEASES) {
    await resolveRelease(family, version, { own: [], cache: filled, mirror: server.url });
  }
  await writeBundle(
    bundle,
    RELEASES.map(([family, version]) => ({ family, version })),
    { cache: filled },
  );
});

const RELEASES = [
  ['etcd', '3.6.16'],
  ['toxiproxy', '2.12.0'],
] as const;

afterEach(() => server.stop());

async function entriesOf(file: string): Promise<Entry[]> {
  const tar = extract();
  tar.end(readFileSync(file));
  const entries: Entry[] = [];
  for await (const entry of tar) {
    entries.push({ name: entry.header.name, content: await bytesOf(entry) });
  }
  return entries;
}

async function rewrite(change: (entries: Entry[]) => Entry[]): Promise<void> {
  const tar = pack();
  for (const { content, ...header } of change(await entriesOf(bundle))) {
    tar.entry({ ...header, size: content.length }, content);
  }
  tar.finalize();
  writeFileSync(bundle, await bytesOf(tar));
}

const read = () => readBundle(bundle, { own: [], cache: empty });

describe('a bundle', () => {
  test('fills the cache of a machine without a network', async () => {
    const releases = await read();
    const programs = releases.flatMap((release) => release.programs);
    expect(programs.map(({ name, version, source }) => `${name}@${version} ${source}`)).toEqual([
      'etcd@3.6.16 bundle',
      'etcdctl@3.6.16 bundle',
      'etcdutl@3.6.16 bundle',
      'toxiproxy@2.12.0 bundle',
    ]);
    for (const [family, version] of RELEASES) {
      const options = { own: [], cache: empty, offline: true };
      const release = await resolveRelease(family, version, options);
      expect(release.programs.map(({ source }) => source)).not.toContain('release');
      expect(release.programs.every((one) => existsSync(one.path))).toBe(true);
    }
    expect(readdirSync(join(empty, 'tmp'))).toEqual([]);
  });

  test('has the same bytes each time', async () => {
    const again = `${bundle}.again`;
    await writeBundle(
      again,
      RELEASES.map(([family, version]) => ({ family, version })),
      { cache: filled },
    );
    expect(readFileSync(again).equals(readFileSync(bundle))).toBe(true);
  });

  test('that cannot be written is refused, and leaves nothing', async () => {
    await expect(writeBundle('/nowhere/a.tar', [], { cache: filled })).rejects.toMatchObject({
      exitCode: ExitCode.usage,
    });
    const folder = join(temporaryFolder(), 'a.tar');
    mkdirSync(folder);
    await expect(writeBundle(folder, [], { cache: filled })).rejects.toMatchObject({
      exitCode: ExitCode.usage,
    });
    expect(existsSync(`${folder}.part`)).toBe(false);
  });
});

describe('a bundle is refused, and nothing of it used, when', () => {
  const extra = (entry: Omit<Entry, 'content'>) => (entries: Entry[]) => [
    ...entries,
    { content: Buffer.alloc(0), ...entry },
  ];
  const inIndex = (from: string, to: string) => (entries: Entry[]) =>
    entries.map((entry, position) =>
      position > 0 ? entry : { ...entry, content: Buffer.from(String(entry.content).replaceAll(from, to)) },
    );
  const PROGRAM = /\/etcdctl$/;

  test.each<[string, (entries: Entry[]) => Entry[], string]>([
    ['it leads out of its folder', extra({ name: '../../evil' }), 'holds "../../evil"'],
    ['it has an absolute path', extra({ name: '/tmp/evil' }), 'holds "/tmp/evil"'],
    ['it has a foreign file', extra({ name: 'etcd/3.6.16/linux-amd64/extra' }), 'does not belong there'],
    ['it has a link', extra({ name: 'link', type: 'symlink', linkname: '/etc' }), 'holds "link" (symlink)'],
    [
      'a program is a link',
      (entries) =>
        entries.map((entry) =>
          PROGRAM.test(entry.name)
            ? { name: entry.name, type: 'symlink', linkname: '/bin/sh', content: Buffer.alloc(0) }
            : entry,
        ),
      '(symlink), which does not belong there',
    ],
    ['it has a file twice', (entries) => [...entries, ...entries.slice(-1)], 'does not belong there'],
    ['it lacks a file', (entries) => entries.slice(0, -1), 'it lacks toxiproxy/2.12.0/'],
    ['it does not begin with its index', (entries) => entries.slice(1), 'does not begin with'],
    ['its index names a strange version', inIndex('3.6.16', '../x'), 'is not a release'],
    ['its index names a strange platform', inIndex('linux-', '../../linux-'), 'is not a release'],
    ['its index names another version', inIndex('3.6.16', '3.6.15'), 'does not belong there'],
    ['its index is of another kind', inIndex('bundle/1', 'bundle/9'), 'not of a kind'],
    ['its index is not JSON', inIndex('{', '}'), 'is not JSON'],
    [
      'a byte of a program is another',
      (entries) =>
        entries.map((entry) =>
          PROGRAM.test(entry.name)
            ? { ...entry, content: Buffer.from(String(entry.content).replace('echo', 'eval')) }
            : entry,
        ),
      'etcdctl has sha256',
    ],
    [
      'a manifest is of another release',
      (entries) =>
        entries.map((entry) =>
          entry.name.endsWith('manifest.json')
            ? { ...entry, content: Buffer.from(String(entry.content).replace('3.6.16', '3.6.15')) }
            : entry,
        ),
      'holds etcd 3.6.15',
    ],
  ])('%s', async (_, change, message) => {
    await rewrite(change);
    await expect(read()).rejects.toMatchObject({
      exitCode: ExitCode.usage,
      message: expect.stringContaining(message),
    });
    expect(readdirSync(join(empty, 'releases'))).toEqual([]);
    expect(readdirSync(join(empty, 'tmp'))).toEqual([]);
  });

  test.each([
    ['it is cut short', () => writeFileSync(bundle, readFileSync(bundle).subarray(0, 3000))],
    ['it is no tar at all', () => writeFileSync(bundle, 'x'.repeat(2048))],
    ['it is empty', () => writeFileSync(bundle, '')],
  ])('%s', async (_, spoil) => {
    spoil();
    await expect(read()).rejects.toMatchObject({
      exitCode: ExitCode.usage,
      message: expect.stringContaining('is not a sound bundle of etcd-assay'),
    });
    expect(readdirSync(join(empty, 'releases'))).toEqual([]);
  });

  test('it is a named pipe that nobody writes to', async () => {
    rmSync(bundle);
    execFileSync('sh', ['-c', 'mkfifo "$0"', bundle]);
    await expect(read()).rejects.toMatchObject({
      exitCode: ExitCode.usage,
      message: `the bundle ${bundle} cannot be read (not a file)`,
    });
  });

  test('it is not there', async () => {
    await expect(readBundle('/nowhere/a.tar', { own: [], cache: empty })).rejects.toMatchObject({
      exitCode: ExitCode.usage,
      message: 'the bundle /nowhere/a.tar cannot be read (ENOENT)',
    });
  });
});

test('a bundle does not take the place of what is no file', async () => {
  const pipe = join(temporaryFolder(), 'pipe');
  execFileSync('sh', ['-c', 'mkfifo "$0"', pipe]);
  await expect(writeBundle(pipe, [], { cache: filled })).rejects.toMatchObject({
    exitCode: ExitCode.usage,
    message: expect.stringContaining('no file'),
  });
  expect(statSync(pipe).isFIFO()).toBe(true);
});
