import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ExitCode } from '../errors/exit-code';
import { familyNamed } from './families';
import { saysItsVersion } from './own-answer';
import { ownProgramsFromEnvironment, ownProgramsOf, parseProgramFlag } from './own-program';
import { script, sha256 } from './testing/fake-release';
import { temporaryFolder } from './testing/temporary-folder';

describe('--program', () => {
  test('names a program, a version and a path', () => {
    expect(parseProgramFlag('etcd@v3.6.16=/opt/a=b@c/etcd')).toEqual({
      name: 'etcd',
      version: '3.6.16',
      path: '/opt/a=b@c/etcd',
    });
  });

  test.each([
    ['etdc@3.6.16=/x', 'no program "etdc"'],
    ['etcd@3.6=/x', '"3.6" is not an exact version'],
    ['etcd=/x', 'cannot be read'],
    ['etcd@3.6.16=', 'cannot be read'],
    ['etcd@3.6.16', 'cannot be read'],
  ])('"%s" is a usage error: %s', (text, message) => {
    expect(() => parseProgramFlag(text)).toThrow(
      expect.objectContaining({
        exitCode: ExitCode.usage,
        message: expect.stringContaining(message),
      }),
    );
  });
});

describe('ETCD_ASSAY_PROGRAM', () => {
  test('separates by line end or comma, and leaves commas and colons in paths alone', () => {
    const words = 'etcd@3.6.16=/a,b:c/etcd,etcdctl@3.6.16=/d\ntoxiproxy@2.12.0=/e\n';
    expect(ownProgramsFromEnvironment(words).map(({ name, path }) => [name, path])).toEqual([
      ['etcd', '/a,b:c/etcd'],
      ['etcdctl', '/d'],
      ['toxiproxy', '/e'],
    ]);
  });

  test('may be empty', () => {
    expect(ownProgramsFromEnvironment(undefined)).toEqual([]);
    expect(ownProgramsFromEnvironment('')).toEqual([]);
  });
});

describe('own programs', () => {
  const etcd = familyNamed('etcd');
  const of = (word: string) => ownProgramsOf(etcd, '3.6.16', [parseProgramFlag(word)]);

  test('may be a script, and are reported with what they say and their sha256', async () => {
    const path = join(temporaryFolder(), 'wrapper');
    writeFileSync(path, script('etcd Version: 3.6.16+patch'), { mode: 0o755 });
    expect(await of(`etcd@3.6.16=${path}`)).toEqual([
      {
        name: 'etcd',
        version: '3.6.16',
        path,
        says: 'etcd Version: 3.6.16+patch',
        source: 'own',
        sha256: sha256(Buffer.from(script('etcd Version: 3.6.16+patch'))),
      },
    ]);
  });

  test('may be a release folder: all that it holds', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'etcd'), script('etcd Version: 3.6.16'), { mode: 0o755 });
    writeFileSync(join(folder, 'etcdutl'), script('etcdutl version: 3.6.16'), { mode: 0o755 });
    const programs = await of(`etcd@3.6.16=${folder}`);
    expect(programs.map(({ name, says }) => [name, says])).toEqual([
      ['etcd', 'etcd Version: 3.6.16'],
      ['etcdutl', 'etcdutl version: 3.6.16'],
    ]);
  });

  test('that say anything but plain text are quoted as plain text, and briefly', async () => {
    const path = file(
      0o755,
      `#!/bin/sh\nprintf 'etcd version \\033[31mred\\r\\a ${'long '.repeat(99)}\\n'\n`,
    );
    const [program] = await of(`etcd@3.6.16=${path}`);
    expect(program?.says).toMatch(/^etcd version \?\[31mred\?\? long /);
    expect(program?.says.length).toBeLessThanOrEqual(200);
  });

  test.each([
    ['etcd Version: 3.6.16', true],
    ['etcd Version: v3.6.16', true],
    ['etcd Version: 3.6.16+custom', true],
    ['etcd Version: 3.6.17', false],
    ['etcd Version: 3.6.16-dirty', false],
    ['etcd Version: 3.6.161', false],
    ['etcd Version: git', false],
  ])('that say "%s" are accepted as 3.6.16; whether that is their own version: %s', async (says, own) => {
    const path = file(0o755, script(says));
    const [program] = await of(`etcd@3.6.16=${path}`);
    expect(program).toMatchObject({ version: '3.6.16', says });
    expect(program !== undefined && saysItsVersion(program)).toBe(own);
  });

  test('of another version or family are not looked at', async () => {
    expect(await of('etcd@3.5.35=/nowhere')).toEqual([]);
    expect(await of('toxiproxy@3.6.16=/nowhere')).toEqual([]);
  });

  test.each([
    ['missing', () => '/nowhere/etcd', 'there is no such file'],
    ['not executable', () => file(0o644, script('x')), 'is not executable'],
    ['silent', () => file(0o755, '#!/bin/sh\necho no >&2; exit 3\n'), 'ended with 3: no'],
    ['no program at all', () => file(0o755, '\u0000\u0001'), 'does not say its version'],
    ['another program', () => '/bin/ls', 'it does not say that it is etcd, but "ls'],
    [
      'another program of the family',
      () => file(0o755, script('etcdctl version: 3.6.16')),
      'it does not say that it is etcd, but "etcdctl version: 3.6.16"',
    ],
    ['an empty folder', temporaryFolder, 'holds none of: etcd, etcdctl, etcdutl'],
    [
      'a folder with a folder of that name',
      () => {
        const folder = temporaryFolder();
        mkdirSync(join(folder, 'etcd'));
        return folder;
      },
      'holds none of',
    ],
  ])('that are %s are a usage error', async (_, make, message) => {
    await expect(of(`etcd@3.6.16=${make()}`)).rejects.toMatchObject({
      exitCode: ExitCode.usage,
      message: expect.stringContaining(message),
    });
  });
});

function file(mode: number, text: string): string {
  const path = join(temporaryFolder(), 'etcd');
  writeFileSync(path, text, { mode });
  return path;
}
