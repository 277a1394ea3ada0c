import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parseProgramFlag } from '../artifacts/own-program';
import { script } from '../artifacts/testing/fake-release';
import { temporaryFolder } from '../artifacts/testing/temporary-folder';
import { ownBuildLines } from './own-builds';

test('own builds are named with what they say, and with a version that is not theirs', async () => {
  const folder = temporaryFolder();
  const own = ['3.5.35', '3.6.17'].map((says) => {
    const path = join(folder, says);
    writeFileSync(path, script(`etcd Version: ${says}`), { mode: 0o755 });
    return path;
  });
  const programs = [`etcd@3.5.35=${own[0] ?? ''}`, `etcd@3.6.16=${own[1] ?? ''}`, 'etcd@3.4.0=/unused'];
  const wanted = [
    { family: 'etcd', version: '3.5.35' },
    { family: 'etcd', version: '3.6.16' },
    { family: 'toxiproxy', version: '2.12.0' },
  ] as const;
  expect(await ownBuildLines(wanted, { own: programs.map(parseProgramFlag) })).toEqual([
    `own build: etcd@3.5.35 = ${own[0] ?? ''}, says "etcd Version: 3.5.35"`,
    `own build: etcd@3.6.16 = ${own[1] ?? ''}, says "etcd Version: 3.6.17", which is not 3.6.16`,
  ]);
});
