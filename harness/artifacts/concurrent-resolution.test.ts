import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { packageRoot } from '../package/root';
import { resolveRelease } from './resolve-release';
import { endlessBuild, fakeGo } from './testing/fake-go';
import { type FakeRelease, fakeRelease } from './testing/fake-release';
import { gone } from './testing/gone';
import { pathWith } from './testing/path-folder';
import { ReleaseServer } from './testing/release-server';
import { temporaryFolder } from './testing/temporary-folder';

const VERSION = '3.6.16';
let release: FakeRelease;
let server: ReleaseServer;
let cache: string;
const runs: ChildProcess[] = [];
const path = process.env['PATH'];

beforeEach(async () => {
  release = await fakeRelease('etcd', VERSION);
  server = await ReleaseServer.start(release.files);
  cache = temporaryFolder();
});

afterEach(async () => {
  process.env['PATH'] = path;
  runs.splice(0).forEach((run) => run.kill('SIGKILL'));
  await server.stop();
});

/** An operating system process of its own that resolves the release and prints what it sees, line by line. */
function resolveElsewhere(PATH = process.env['PATH'] ?? '') {
  const options = JSON.stringify({ own: [], cache, mirror: server.url });
  const run = spawn(
    process.execPath,
    [
      '-r',
      'esbuild-register',
      '-e',
      `const progress = (line) => console.log(line);
       require('./harness/artifacts/resolve-release')
         .resolveRelease('etcd', '${VERSION}', { ...${options}, progress })
         .then(({ programs }) => console.log('source: ' + programs[0].source));`,
    ],
    { cwd: packageRoot(), stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, PATH } },
  );
  runs.push(run);
  const lines: string[] = [];
  const reader = createInterface({ input: run.stdout });
  reader.on('line', (line) => lines.push(line));
  const line = async (words: string): Promise<void> => {
    while (!lines.some((one) => one.includes(words))) {
      await once(reader, 'line');
    }
  };
  return { run, lines, line, closed: once(reader, 'close') };
}

test('two processes that want one release download it once', async () => {
  const archive = server.hold(release.archivePath);
  const first = resolveElsewhere();
  await archive.arrived;
  const second = resolveElsewhere();
  await second.line('another etcd-assay is obtaining it; waiting');
  archive.open();
  await Promise.all([first.closed, second.closed]);
  expect(first.lines.at(-1)).toBe('source: release');
  expect(second.lines.at(-1)).toBe('source: cache');
  expect(server.countOf(release.archivePath)).toBe(1);
  expect(server.countOf(release.checksumsPath)).toBe(1);
});

test('a download killed half-way is never used, and its successor starts afresh', async () => {
  const archive = server.hold(release.archivePath);
  const first = resolveElsewhere();
  await archive.arrived;
  first.run.kill('SIGKILL');
  await once(first.run, 'exit');
  expect(readdirSync(join(cache, 'releases'))).toEqual([]);
  expect(readdirSync(join(cache, 'tmp'))).toHaveLength(1);

  archive.open();
  const { programs } = await resolveRelease('etcd', VERSION, { own: [], cache, mirror: server.url });
  expect(programs.map(({ source }) => source)).toEqual(['release', 'release', 'release']);
  expect(readdirSync(join(cache, 'tmp'))).toEqual([]);
});

test('a build killed half-way leaves no process, and is never used', async () => {
  server.files.clear();
  const pidFile = join(temporaryFolder(), 'pid');
  const first = resolveElsewhere(
    `${pathWith(fakeGo('/dev/null', { build: endlessBuild(pidFile) }))}:${process.env['PATH'] ?? ''}`,
  );
  await first.line('building etcd with');
  const pid = await pidIn(pidFile);
  first.run.kill('SIGKILL');
  await gone(pid);
  expect(readdirSync(join(cache, 'releases'))).toEqual([]);
});

test('an aborted build leaves nothing at all', async () => {
  server.files.clear();
  const pidFile = join(temporaryFolder(), 'pid');
  process.env['PATH'] = pathWith(fakeGo('/dev/null', { build: endlessBuild(pidFile) }));
  const controller = new AbortController();
  const resolution = resolveRelease('etcd', VERSION, {
    own: [],
    cache,
    offline: true,
    signal: controller.signal,
  });
  const pid = await pidIn(pidFile);
  controller.abort(new Error('the user'));
  await expect(resolution).rejects.toThrow(/^the user$/);
  expect(existsSync(`/proc/${pid}`)).toBe(false);
  expect(readdirSync(join(cache, 'releases'))).toEqual([]);
  expect(readdirSync(join(cache, 'tmp'))).toEqual([]);
});

/** Waits until the fake build has written its process id. */
async function pidIn(file: string): Promise<number> {
  while (!existsSync(file) || !readFileSync(file, 'utf8').endsWith('\n')) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  return Number(readFileSync(file, 'utf8'));
}
