import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { resolveRelease } from './resolve-release';
import { fakeGo } from './testing/fake-go';
import { fakeRelease } from './testing/fake-release';
import { pathWith } from './testing/path-folder';
import { ReleaseServer } from './testing/release-server';
import { temporaryFolder } from './testing/temporary-folder';

const PINNED = '1.34.4';
const UNPINNED = '1.35.4';
const NAMES = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubelet'];

const path = process.env['PATH'];
let server: ReleaseServer;
let asked: string;

beforeEach(async () => {
  server = await ReleaseServer.start(new Map());
  asked = join(temporaryFolder(), 'go.log');
});

afterEach(async () => {
  process.env['PATH'] = path;
  delete process.env['FAKE_VERSION'];
  await server.stop();
});

function resolve(version: string, go: string) {
  process.env['FAKE_VERSION'] = version;
  process.env['PATH'] = pathWith(go);
  return resolveRelease('kubernetes', version, { own: [], cache: temporaryFolder(), mirror: server.url });
}

const words = (): string[] => readFileSync(asked, 'utf8').split('\n').slice(0, -1);

describe('programs that share one executable', () => {
  test('are built once, and each has its own name for it', async () => {
    const { programs } = await resolve(PINNED, fakeGo(asked));
    expect(programs.map(({ name, source }) => [name, source])).toEqual(NAMES.map((name) => [name, 'built']));
    expect(new Set(programs.map((one) => statSync(one.path).ino)).size).toBe(1);
    const builds = words().filter((line) => line.includes(': build '));
    expect(builds).toHaveLength(1);
    expect(builds[0]).toMatch(
      /docker\/kubernetes\/1\.34\.4 GOFLAGS=-mod=readonly .* -X k8s\.io\/component-base\/version\.gitVersion=v1\.34\.4 .*docker\/kubernetes\/main\.go$/,
    );
  });

  test('of a release that nobody pinned are built with the modules that were released with it', async () => {
    const goMod = join(temporaryFolder(), 'k8s.mod');
    writeFileSync(
      goMod,
      'module k8s.io/kubernetes\nrequire (\n\tk8s.io/api v0.0.0\n\tk8s.io/klog/v2 v2.1.0\n\tk8s.io/kms v0.0.0\n)\n',
    );
    await resolve(UNPINNED, fakeGo(asked, { mod: `echo '{"GoMod":"${goMod}"}'` }));
    const edit = words().find((line) => line.includes(': mod edit '));
    expect(edit).toMatch(/mod edit -replace=k8s\.io\/api=k8s\.io\/api@v0\.35\.4 -replace=k8s\.io\/kms=\S+$/);
    expect(words().some((line) => line.endsWith(': get k8s.io/kubernetes@v1.35.4'))).toBe(true);
  });
});

describe('a site whose checksum files hold nothing but one', () => {
  test.each([
    ['the right one is taken', (digest: string) => `${digest}\n`, 'release'],
    ['another one is refused', () => 'f'.repeat(64), 'built'],
  ])('%s', async (_, published, source) => {
    const release = await fakeRelease('kubernetes', PINNED);
    release.files.set(release.checksumsPath, Buffer.from(published(release.digest)));
    release.files.forEach((bytes, file) => server.files.set(file, bytes));
    const { programs } = await resolve(PINNED, fakeGo(asked));
    expect(programs.map((one) => one.source)).toEqual(NAMES.map(() => source));
    expect(server.asked[0]).toMatch(/^\/release\/v1\.34\.4\/kubernetes-server-\w+-\w+\.tar\.gz\.sha256$/);
  });
});
