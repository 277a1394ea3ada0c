import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ExitCode } from '../errors/exit-code';
import type { ReleaseOptions } from './options';
import { platformName, thisPlatform } from './platform';
import { isCached, resolveRelease } from './resolve-release';
import { fakeGo } from './testing/fake-go';
import { type FakeRelease, fakeRelease, script, sha256 } from './testing/fake-release';
import { pathWith } from './testing/path-folder';
import { ReleaseServer } from './testing/release-server';
import { temporaryFolder } from './testing/temporary-folder';

const VERSION = '3.6.16';
const KEY = `etcd-${VERSION}-${platformName(thisPlatform())}`;

const path = process.env['PATH'];
let release: FakeRelease;
let server: ReleaseServer;
let cache: string;
let lines: string[];
let options: ReleaseOptions;

beforeEach(async () => {
  process.env['PATH'] = pathWith();
  release = await fakeRelease('etcd', VERSION);
  server = await ReleaseServer.start(release.files);
  cache = join(temporaryFolder(), 'not', 'made', 'yet');
  lines = [];
  options = { own: [], cache, mirror: `${server.url}/`, progress: (line) => void lines.push(line) };
});

afterEach(async () => {
  process.env['PATH'] = path;
  delete process.env['FAKE_VERSION'];
  await server.stop();
});

const resolve = (changes: Partial<ReleaseOptions> = {}) =>
  resolveRelease('etcd', VERSION, { ...options, ...changes });
const sources = async (changes: Partial<ReleaseOptions> = {}): Promise<string[]> =>
  (await resolve(changes)).programs.map(({ name, source }) => `${name} ${source}`);
const cached = (file: string): string => join(cache, 'releases', 'etcd', VERSION, KEY.slice(12), file);

/** What every failure has to leave behind: nothing that looks like a program, and no work in progress. */
function expectNothingCached(): void {
  expect(readdirSync(join(cache, 'releases'))).toEqual([]);
  expect(readdirSync(join(cache, 'tmp'))).toEqual([]);
}

describe('the official release archive', () => {
  test('is downloaded once, checked, and served from the cache from then on', async () => {
    const first = await resolve();
    expect(first.programs.map(({ name, source, says }) => [name, source, says])).toEqual([
      ['etcd', 'release', `etcd version: ${VERSION}`],
      ['etcdctl', 'release', `etcdctl version: ${VERSION}`],
      ['etcdutl', 'release', `etcdutl version: ${VERSION}`],
    ]);
    expect(first.programs[0]).toMatchObject({
      path: cached('etcd'),
      sha256: sha256(Buffer.from(script(`etcd version: ${VERSION}`))),
    });
    const requests = server.asked.length;
    expect(await sources()).toEqual(['etcd cache', 'etcdctl cache', 'etcdutl cache']);
    expect(await sources({ offline: true })).toEqual(['etcd cache', 'etcdctl cache', 'etcdutl cache']);
    expect(server.asked).toHaveLength(requests);
    expect(readdirSync(join(cache, 'tmp'))).toEqual([]);
  });

  test.each<[string, (archive: Buffer) => void, string]>([
    ['tampered with', (archive) => archive.fill(0x41, 20, 21), 'SHA256SUMS says'],
    [
      'truncated',
      (archive) => server.files.set(release.archivePath, archive.subarray(0, archive.length / 2)),
      'SHA256SUMS says',
    ],
    [
      'not listed',
      () => server.files.set(release.checksumsPath, Buffer.from('x  y\n')),
      'SHA256SUMS does not list',
    ],
    ['without checksums', () => void server.files.delete(release.checksumsPath), 'SHA256SUMS: HTTP 404'],
    ['missing', () => void server.files.delete(release.archivePath), '.tar.gz: HTTP 404'],
  ])('%s is not used; the error lists what was tried', async (_, spoil, message) => {
    const archive = server.files.get(release.archivePath);
    spoil(archive ?? Buffer.alloc(0));
    const log = join(cache, 'logs', `${KEY}.log`);
    await expect(resolve()).rejects.toMatchObject({
      exitCode: ExitCode.environment,
      message: expect.stringMatching(
        new RegExp(`^etcd ${VERSION} .*release archive: .*${message}.*; Go build: no "go" on PATH.*${log}$`),
      ),
    });
    expect(lines.at(-2)).toMatch(/release archive: .*; next: Go build$/);
    expect(readFileSync(log, 'utf8')).toContain(message);
    expectNothingCached();
  });

  test('whose programs say another version is not used', async () => {
    for (const [file, bytes] of (await fakeRelease('etcd', VERSION, '3.6.15')).files) {
      server.files.set(file, bytes);
    }
    await expect(resolve()).rejects.toThrow('etcd says "etcd version: 3.6.15", which is not 3.6.16');
    expectNothingCached();
  });

  test("has to have the user's digest where one is given, and nothing else will do", async () => {
    process.env['PATH'] = pathWith(fakeGo('/dev/null'));
    await expect(resolve({ digest: 'f'.repeat(64) })).rejects.toThrow(
      /your digest is f{64}.*Go build: not tried/,
    );
    expectNothingCached();
    expect(await sources({ digest: release.digest })).toContain('etcd release');
    expect(await sources({ digest: release.digest })).toContain('etcd cache');
    await expect(resolve({ digest: 'f'.repeat(64) })).rejects.toThrow('is not to be had');
    expect(await sources()).toContain('etcd cache');
  });

  test('is not asked for offline', async () => {
    await expect(resolve({ offline: true })).rejects.toThrow('release archive: not asked for, offline');
    expect(server.asked).toEqual([]);
  });
});

describe('the cache', () => {
  test.each([
    ['a flipped byte', () => writeFileSync(cached('etcdctl'), script(`etcdctl version: 3.6.1X`))],
    ['a file cut short', () => writeFileSync(cached('etcd'), '')],
    ['a manifest that is none', () => writeFileSync(cached('manifest.json'), '{}')],
    ['a manifest that is not JSON', () => writeFileSync(cached('manifest.json'), '{')],
  ])('notices %s, says so, and obtains the release anew', async (_, damage) => {
    await resolve();
    damage();
    lines.length = 0;
    expect(await sources()).toEqual(['etcd release', 'etcdctl release', 'etcdutl release']);
    expect(lines[0]).toContain('the copy in the cache is damaged');
    expect(readFileSync(cached('etcdctl'), 'utf8')).toBe(script(`etcdctl version: ${VERSION}`));
    expect(server.countOf(release.archivePath)).toBe(2);
    expect(readdirSync(join(cache, 'tmp'))).toEqual([]);
  });

  test('can be asked what is there', async () => {
    expect(await isCached('etcd', VERSION, options)).toBe(false);
    await resolve();
    expect(await isCached('etcd', VERSION, options)).toBe(true);
    writeFileSync(cached('etcd'), 'short');
    expect(await isCached('etcd', VERSION, options)).toBe(false);
  });

  test.each(['/proc/etcd-assay', '/dev/null/cache'])('at %s is refused in one line', async (impossible) => {
    await expect(resolve({ cache: impossible })).rejects.toMatchObject({
      exitCode: ExitCode.environment,
      message: expect.stringMatching(
        /^the cache folder .* cannot be used \(\w+\); set ETCD_ASSAY_CACHE to a folder that can$/,
      ),
    });
  });

  test('is swept of what a killed run left', async () => {
    const abandoned = join(cache, 'tmp', 'etcd-3.5.0-linux-amd64');
    mkdirSync(join(abandoned, 'release'), { recursive: true });
    mkdirSync(join(cache, 'locks'));
    await resolve();
    expect(readdirSync(join(cache, 'tmp'))).toEqual([]);
  });
});

describe('the Go build', () => {
  const log = (): string => join(temporaryFolder(), 'go.log');

  test('is next where the archive is not to be had, from the pinned go.mod', async () => {
    server.files.clear();
    const asked = log();
    process.env['FAKE_VERSION'] = VERSION;
    process.env['PATH'] = pathWith(fakeGo(asked));
    expect(await sources()).toEqual(['etcd built', 'etcdctl built', 'etcdutl built']);
    const builds = readFileSync(asked, 'utf8').split('\n').slice(1, -1);
    expect(builds).toHaveLength(3);
    expect(builds[0]).toMatch(
      /docker\/etcd\/3\.6\.16 GOFLAGS=-mod=readonly GOPROXY=\S* CGO_ENABLED=0: build -trimpath -ldflags -s -w -o \S+\/etcd go\.etcd\.io\/etcd\/server\/v3$/,
    );
    expect(JSON.parse(readFileSync(cached('manifest.json'), 'utf8'))).toMatchObject({
      origin: { from: 'built', go: 'go1.26.8', pinned: true },
    });
  });

  test('of a version without a pinned go.mod makes one, and says so', async () => {
    server.files.clear();
    const asked = log();
    process.env['FAKE_VERSION'] = '3.6.15';
    process.env['PATH'] = pathWith(fakeGo(asked));
    const release = await resolveRelease('etcd', '3.6.15', { ...options, offline: true });
    expect(release.programs[0]?.source).toBe('built');
    expect(lines).toContain('etcd 3.6.15: no go.mod is pinned for it; its dependencies are resolved now');
    expect(readFileSync(asked, 'utf8')).toMatch(
      /module GOFLAGS=-mod=mod GOPROXY=off .*: get go\.etcd\.io\/etcd\/server\/v3@v3\.6\.15 .* go\.etcd\.io\/etcd\/api\/v3@v3\.6\.15 /,
    );
  });

  test.each([
    [
      'is too old',
      fakeGo('/dev/null', { version: 'go1.22.1' }),
      /is Go 1\.22\.1, .* needs Go 1\.\d+\S* or later/,
    ],
    [
      'fails',
      fakeGo('/dev/null', { build: 'echo first >&2; echo last words >&2; exit 1' }),
      /go build of etcd ended with 1: last words/,
    ],
    ['builds another version', fakeGo('/dev/null'), /says "version:", which is not 3\.6\.16/],
  ])('that %s is an error that says so', async (_, go, message) => {
    server.files.clear();
    process.env['PATH'] = pathWith(go);
    await expect(resolve()).rejects.toThrow(message);
    expectNothingCached();
  });

  test('that fills the disk is not blamed on Go', async () => {
    process.env['PATH'] = pathWith(
      fakeGo('/dev/null', { build: 'echo "write x: no space left on device" >&2; exit 1' }),
    );
    await expect(resolve({ mirror: undefined, offline: true })).rejects.toMatchObject({
      exitCode: ExitCode.environment,
      message: expect.stringMatching(/^the disk of the cache folder .* is full/),
    });
    expectNothingCached();
  });
});

describe("the user's own build", () => {
  test('wins over the cache; the rest of the release comes from there', async () => {
    const file = join(temporaryFolder(), 'mine');
    writeFileSync(file, script('etcd version: mine'), { mode: 0o755 });
    const own = [{ name: 'etcd', version: VERSION, path: file }];
    await resolve();
    const { programs } = await resolve({ own });
    expect(programs.map(({ path, source }) => [path, source])).toEqual([
      [file, 'own'],
      [cached('etcdctl'), 'cache'],
      [cached('etcdutl'), 'cache'],
    ]);
  });

  test('of a version that nobody else has stands alone', async () => {
    const file = join(temporaryFolder(), 'mine');
    writeFileSync(file, script('etcd version: mine'), { mode: 0o755 });
    const own = [{ name: 'etcd', version: '3.6.99', path: file }];
    const release = await resolveRelease('etcd', '3.6.99', { ...options, own });
    expect(release.programs).toHaveLength(1);
    expect(await isCached('etcd', '3.6.99', { ...options, own })).toBe(true);
    expect(server.asked).toEqual([]);
  });
});

test('a mirror that is no address is a usage error', async () => {
  await expect(resolve({ mirror: 'ftp://x' })).rejects.toMatchObject({ exitCode: ExitCode.usage });
  await expect(resolve({ mirror: 'https://me:secret@x' })).rejects.toThrow(/^mirror at x: (?!.*secret)/);
});
