import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { fakeRelease, type FakeRelease, script, sha256 } from '../artifacts/testing/fake-release';
import { pathWith } from '../artifacts/testing/path-folder';
import { ReleaseServer } from '../artifacts/testing/release-server';
import { temporaryFolder } from '../artifacts/testing/temporary-folder';
import { runCommandLine } from './command-line';

const path = process.env['PATH'];
let release: FakeRelease;
let server: ReleaseServer;
let out: string;

beforeEach(async () => {
  release = await fakeRelease('etcd', '3.6.16');
  server = await ReleaseServer.start(release.files);
  process.env['PATH'] = pathWith();
  process.env['ETCD_ASSAY_CACHE'] = temporaryFolder();
  process.env['ETCD_ASSAY_MIRROR'] = server.url;
  out = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(async () => {
  jest.restoreAllMocks();
  process.env['PATH'] = path;
  for (const name of ['ETCD_ASSAY_CACHE', 'ETCD_ASSAY_MIRROR', 'ETCD_ASSAY_PROGRAM']) {
    Reflect.deleteProperty(process.env, name);
  }
  await server.stop();
});

/** Runs `etcd-assay fetch ... --json`. */
async function fetchJson(...words: string[]): Promise<{ exitCode: number; json: unknown }> {
  out = '';
  const exitCode = await runCommandLine(['fetch', ...words, '--json'], new AbortController().signal);
  return { exitCode, json: JSON.parse(out) as unknown };
}

const summaryOf = ({ json }: { json: unknown }): string[] =>
  (json as { programs: { name: string; version: string; source: string }[] }).programs.map(
    ({ name, version, source }) => `${name}@${version} ${source}`,
  );

describe('fetch', () => {
  test('prints one object with every program of a release', async () => {
    const { exitCode, json } = await fetchJson('etcd@3.6.16');
    expect(exitCode).toBe(0);
    expect(json).toMatchObject({
      exitCode: 0,
      programs: [
        {
          name: 'etcd',
          version: '3.6.16',
          says: 'etcd version: 3.6.16',
          source: 'release',
          sha256: sha256(Buffer.from(script('etcd version: 3.6.16'))),
          path: expect.stringMatching(/^\/.*\/etcd$/),
        },
        { name: 'etcdctl' },
        { name: 'etcdutl' },
      ],
    });
  });

  test('takes one program of a release, selectors, and the same one twice', async () => {
    const fetched = await fetchJson('etcdutl@3.6', 'etcd@3.6.x', 'etcd@v3.6.16', '--offline').catch(
      () => null,
    );
    expect(fetched?.exitCode).toBe(3);
    await fetchJson('etcd@3.6.16');
    expect(summaryOf(await fetchJson('etcdutl@3.6'))).toEqual(['etcdutl@3.6.16 cache']);
    expect(summaryOf(await fetchJson('etcdctl@3.6.16', 'etcd@3.6.x', '--offline'))).toHaveLength(3);
  });

  test('prefers own programs, of flags before those of the environment', async () => {
    const file = (line: string): string => {
      const name = join(temporaryFolder(), 'etcd');
      writeFileSync(name, script(line), { mode: 0o755 });
      return name;
    };
    process.env['ETCD_ASSAY_PROGRAM'] = `etcd@3.6.16=${file('etcd version: environment')}`;
    const says = async (...words: string[]): Promise<unknown> =>
      ((await fetchJson('etcd@3.6.16', ...words)).json as { programs: { says: string }[] }).programs[0]?.says;
    expect(await says()).toBe('etcd version: environment');
    expect(await says('--program', `etcd@3.6.16=${file('etcd version: flag')}`)).toBe('etcd version: flag');
  });

  test('writes a bundle and reads it elsewhere', async () => {
    const bundle = join(temporaryFolder(), 'programs.tar');
    expect(await fetchJson('etcd@3.6.16', '--bundle', bundle)).toMatchObject({ exitCode: 0 });
    process.env['ETCD_ASSAY_CACHE'] = temporaryFolder();
    const read = await fetchJson('--from-bundle', bundle);
    expect(read).toMatchObject({ exitCode: 0 });
    expect(summaryOf(read)).toContain('etcd@3.6.16 bundle');
    expect(summaryOf(await fetchJson('etcd@3.6.16', '--offline'))).toContain('etcd@3.6.16 cache');
  });

  test('checks the digest of the archive', async () => {
    const right = await fetchJson('etcd@3.6.16', '--digest', `etcd@3.6.16=sha256:${release.digest}`);
    expect(right.exitCode).toBe(0);
    const wrong = await fetchJson('etcd@3.6.16', '--digest', `etcd@3.6.16=${'0'.repeat(64)}`);
    expect(wrong).toMatchObject({ exitCode: 3, json: { error: expect.stringContaining('your digest') } });
  });

  test.each([
    [['etcd'], 'write NAME@VERSION'],
    [['etcd@'], 'write NAME@VERSION'],
    [['etdc@3.6.16'], 'no program "etdc"'],
    [['etcd@3.4.1'], '3.5.0 is the oldest'],
    [['etcd@3.6.16', '--digest', 'etcd@3.6.16=12'], 'is not a sha256'],
    [['etcd@3.6.16', '--digest', `etcd@3.6.15=${'0'.repeat(64)}`], 'no such release was asked for'],
    [['etcd@3.6.16', '--mirror', 'x'], 'is not an http or https address'],
    [['etcd@3.6.16', '--from-bundle', '/x'], 'give no programs'],
    [['--mirror', 'http://a', '--mirror', 'http://b'], '--mirror is given 2 times'],
    [['--bundle', 'a', '--bundle', 'b'], '--bundle is given 2 times'],
    [['--bundle', ''], '--bundle needs one value'],
    [['--from-bundle', 'a', '--from-bundle', 'b'], '--from-bundle is given 2 times'],
    [['--no-program'], '--program needs one value'],
    [['--no-digest'], '--digest needs one value'],
    [['etcd@3.6.16', '--bundle', '/nowhere/a.tar'], 'there is no folder /nowhere'],
    [['etcd@3.6.16', '--bundle', '/etc/passwd/a.tar'], 'there is no folder /etc/passwd'],
    [['--from-bundle', '/nowhere/a.tar'], 'cannot be read (ENOENT)'],
    [['--from-bundle', '/etc/passwd/a.tar'], 'cannot be read (ENOTDIR)'],
    [['--from-bundle', '/'], 'cannot be read (not a file)'],
    [['--program', 'x'], 'cannot be read'],
    [['--nonsense'], 'no flag "--nonsense"'],
  ])('%j is a usage error: %s', async (words, message) => {
    expect(await fetchJson(...words)).toMatchObject({
      exitCode: 2,
      json: { verdict: null, exitCode: 2, error: expect.stringContaining(message) },
    });
    expect(server.asked).toEqual([]);
  });
});
