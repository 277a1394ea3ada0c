import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { familyNamed } from './families';
import type { FamilyName } from './program';
import { resolveRelease } from './resolve-release';
import { fakeGo } from './testing/fake-go';
import { fakeRelease } from './testing/fake-release';
import { pathWith } from './testing/path-folder';
import { ReleaseServer } from './testing/release-server';
import { temporaryFolder } from './testing/temporary-folder';

const path = process.env['PATH'];
let server: ReleaseServer;
let asked: string;

beforeEach(async () => {
  server = await ReleaseServer.start(new Map());
  asked = join(temporaryFolder(), 'go.log');
});

afterEach(async () => {
  process.env['PATH'] = path;
  await server.stop();
});

function resolve(family: FamilyName, version: string, go: { build: string; mod?: string }) {
  process.env['PATH'] = pathWith(fakeGo(asked, go));
  return resolveRelease(family, version, { own: [], cache: temporaryFolder(), mirror: server.url });
}

/** A build whose outcome prints these words. */
const building = (printed: string, { to = 'stdout', exit = 0, also = '' } = {}): string =>
  `
  while [ "$1" != -o ]; do shift; done
  cat > "$2" <<'END'
#!/bin/sh
printf '${printed}' ${to === 'stderr' ? '>&2' : ''}
exit ${exit}
${also}
END
  /bin/chmod 755 "$2"`.replace('cat >', '/bin/cat >');

const words = (): string[] => readFileSync(asked, 'utf8').split('\n').slice(0, -1);

describe('a program that says its version further down', () => {
  test.each([
    ['velero', '1.18.3', 'Client:\\n\\tVersion: v1.18.3\\n\\tGit commit: -\\n', 'Client: Version: v1.18.3'],
    ['versitygw', '1.8.0', 'Version  : 1.8.0\\nBuild    : norev\\n', 'Version : 1.8.0'],
  ] as const)('%s %s', async (family, version, printed, says) => {
    const { programs } = await resolve(family, version, { build: building(printed) });
    expect(programs).toMatchObject([{ name: family, version, says, source: 'built' }]);
    const build = words().find((line) => line.includes(': build '));
    expect(build).toContain(`docker/${family}/${version} GOFLAGS=-mod=readonly`);
    expect(build).toContain(` -X ${familyNamed(family).linkerVariables(version).join(' ')} `);
  });

  test('of which that one says another is not taken', async () => {
    const build = building('Client:\\n\\tVersion: v1.17.0\\n');
    await expect(resolve('velero', '1.18.3', { build })).rejects.toThrow(
      'says "Client: Version: v1.17.0", which is not 1.18.3',
    );
  });
});

describe('a plugin, which has no words for its version', () => {
  const PACKAGE = 'github.com/vmware-tanzu/velero-plugin-for-aws/velero-plugin-for-aws';
  const plugin = (version: string, refusal = 'This binary is a plugin.') =>
    building(refusal, {
      ...{ to: 'stderr', exit: 1 },
      also: `path\t${PACKAGE}\nmod\tgithub.com/vmware-tanzu/velero-plugin-for-aws\t${version}\th1:x=\n`,
    });

  test('has the one that Go wrote into it', async () => {
    const { programs } = await resolve('velero-plugin-for-aws', '1.14.3', { build: plugin('v1.14.3') });
    expect(programs).toMatchObject([
      { says: 'velero-plugin-for-aws version 1.14.3', version: '1.14.3', source: 'built' },
    ]);
    // No archive is published, so none is asked for.
    expect(server.asked).toEqual([]);
  });

  test.each([
    ['of another version', plugin('v1.14.2'), 'says "velero-plugin-for-aws version 1.14.2"'],
    ['that is no release', plugin('(devel)'), `Go wrote no version of ${PACKAGE}`],
    ['that does not run', plugin('v1.14.3', 'exec format error'), 'ended with 1: exec format error'],
  ])('%s is not taken', async (_, build, why) => {
    await expect(resolve('velero-plugin-for-aws', '1.14.3', { build })).rejects.toThrow(why);
    await expect(resolve('velero-plugin-for-aws', '1.14.3', { build })).rejects.toThrow(
      'release archive: there is none: releases of velero-plugin-for-aws are published as container images',
    );
  });
});

describe('a release archive', () => {
  test.each([
    ['velero', '1.18.3', /^\/velero-io\/velero\/releases\/download\/v1\.18\.3\/CHECKSUM$/],
    ['versitygw', '1.8.0', /^\/versity\/versitygw\/releases\/download\/v1\.8\.0\/checksums\.txt$/],
  ] as const)('of %s %s', async (family, version, checksums) => {
    const release = await fakeRelease(family, version);
    release.files.forEach((bytes, file) => server.files.set(file, bytes));
    const { programs } = await resolve(family, version, { build: 'exit 1' });
    expect(programs).toMatchObject([{ name: family, source: 'release' }]);
    expect(server.asked[0]).toMatch(checksums);
    expect(server.asked[1]).toMatch(
      family === 'velero'
        ? /\/velero-v1\.18\.3-linux-(?:amd64|arm64)\.tar\.gz$/
        : /\/versitygw_v1\.8\.0_Linux_(?:x86_64|arm64)\.tar\.gz$/,
    );
  });
});

test('forks that a release names for itself are named where nobody pinned it', async () => {
  const goMod = join(temporaryFolder(), 'velero.mod');
  writeFileSync(
    goMod,
    'module github.com/vmware-tanzu/velero\nreplace github.com/kopia/kopia => github.com/project-velero/kopia v0.0.1\nreplace a.b/c => ./c\n',
  );
  await resolve('velero', '1.18.2', {
    build: building('Client:\\n\\tVersion: v1.18.2\\n'),
    mod: `echo '{"GoMod":"${goMod}"}'`,
  });
  expect(words().find((line) => line.includes(': mod edit '))).toMatch(
    /mod edit -replace=github\.com\/kopia\/kopia=github\.com\/project-velero\/kopia@v0\.0\.1$/,
  );
});
