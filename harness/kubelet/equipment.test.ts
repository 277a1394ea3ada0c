import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../artifacts/testing/temporary-folder';
import { kubeletNeeds } from './equipment';
import { mayLowerScores } from './containerd-config';

test('what stands on PATH is found there; what may not be started is missing, with what to install', () => {
  const folder = join(temporaryFolder(), 'bin');
  mkdirSync(folder);
  writeFileSync(join(folder, 'containerd'), '', { mode: 0o755 });
  writeFileSync(join(folder, 'no-runc'), '', { mode: 0o755 });
  const needs = new Map(kubeletNeeds({ PATH: folder }).map((need) => [need.id, need]));
  expect([...needs.keys()]).toEqual(['root', 'containerd', 'ctr', 'runc', 'cni']);
  expect(needs.get('containerd')).toMatchObject({ ok: true, says: join(folder, 'containerd'), advice: '' });
  expect(needs.get('ctr')).toMatchObject({
    ...{ ok: false, says: 'no "ctr" on PATH', advice: 'apt-get install containerd' },
  });
});

test('the capability to lower scores is one bit of many', () => {
  expect(mayLowerScores('Name:\tx\nCapEff:\t000001ffffffffff\n')).toBe(true);
  expect(mayLowerScores('Name:\tx\nCapEff:\t000001fffeffffff\n')).toBe(false);
});
