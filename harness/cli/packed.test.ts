import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { packageRoot } from '../package/root';
import { requireFreshBuild } from './testing/run-cli';
import { version } from './version';

/** What `npm publish` would send, installed in an empty folder as a user would. */
describe('the packed tarball in an empty folder', () => {
  const root = mkdtempSync(join(tmpdir(), 'etcd-assay-packed-'));
  const folder = join(root, 'empty');
  let files: string[];

  beforeAll(() => {
    requireFreshBuild();
    mkdirSync(folder);
    // Without scripts: "prepare" would build anew under the feet of tests that run the build now.
    const packed = npm(packageRoot(), 'pack', '--ignore-scripts', '--json', '--pack-destination', root);
    const [tarball] = JSON.parse(packed) as [{ filename: string; files: { path: string }[] }];
    files = tarball.files.map(({ path }) => path);
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    npm(folder, 'install', '--prefer-offline', join(root, tarball.filename));
  }, 300_000);

  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  const npm = (cwd: string, ...words: string[]): string =>
    execFileSync('npm', words, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

  /** As the README has it; `--no` forbids npx to fetch anything. */
  const assay = (...words: string[]) =>
    spawnSync('npx', ['--no', '--', 'etcd-assay', ...words], { cwd: folder, encoding: 'utf8' });

  test('holds the build, the pinned modules of programs, and no tests', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'bin/etcd-assay.js',
        'dist/harness/cli/main.js',
        'docker/etcd/3.6.16/go.sum',
        'LICENSE',
      ]),
    );
    expect(files.filter((file) => /\.test\.|\/testing\/|^suites\/|^harness\//.test(file))).toEqual([]);
  });

  test('says its version', () => {
    expect(assay('--version')).toMatchObject({ status: 0, stdout: `${version()}\n` });
  });

  test('explains a criterion', () => {
    const explained = assay('explain', 'linearizable');
    expect(explained).toMatchObject({ status: 0, stdout: expect.stringMatching(/^linearizable .*CONS-1/) });
  });

  test('plans a gate', () => {
    const planned = assay('gate', '--dry-run', '--seed', '1', '--json');
    expect(planned.status).toBe(0);
    expect(JSON.parse(planned.stdout)).toMatchObject({ dryRun: true, seed: 1, subject: { from: '3.5.35' } });
  });

  test('runs a suite', () => {
    // Jest finds no tests below node_modules by itself, and says "success" to that.
    const { status, stdout } = assay('suite', 'cas', '--members', '1', '--out', 'out', '--json');
    const judged = JSON.parse(stdout) as { criteria: { id: string; verdict: string }[] };
    expect({ status, atomic: judged.criteria.find(({ id }) => id === 'cas-atomic')?.verdict }).toEqual({
      ...{ status: 0, atomic: 'pass' },
    });
    const journal = readFileSync(join(folder, 'out', 'journal.jsonl'), 'utf8');
    expect(journal.match(/^\{"type":"assertion"/gm)?.length).toBeGreaterThan(3);
  }, 120_000);

  test('refuses with the same words and code as in the checkout', () => {
    expect(assay('gate', '--members', '2')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^etcd-assay: --members must be 1, 3, 5/m),
    });
  });
});
