import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { equallyFar } from '../topology/zones';
import { readSweepFile, requireSamePrograms, writeSweepFile, type BegunSweep } from './sweep-file';
import { DEFAULT } from './timers';

const ZONES = ['a', 'b', 'c'];
const BEGUN: BegunSweep = {
  ...{ version: '3.6.16', runtime: 'docker', seed: 1, command: 'npx etcd-assay latency', zones: ZONES },
  ...{ placement: ZONES, leaderZone: 'a', timers: [DEFAULT], rate: 20, targetP99: 100, searches: false },
  distances: [{ point: 0, zones: equallyFar(ZONES, 10), jitter: 0, failover: true }],
  work: { repeats: 3, measureMs: 6000, burstMs: 2000, kills: 21, freezes: 3 },
  programs: [{ name: 'etcd', version: '3.6.16', sha256: 'a'.repeat(64) }],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'etcd-assay-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what was begun is read as it was written, with its runtime and its programs', () => {
  writeSweepFile(folder, BEGUN);
  expect(readSweepFile(folder)).toEqual(BEGUN);
});

test.each([
  ['no runtime', { runtime: undefined }],
  ['no distances', { distances: [] }],
  ['no timers', { timers: [] }],
  ['timers whose name leads out of the folder', { timers: [{ ...DEFAULT, name: '../../evil' }] }],
  ['more repeats than anybody waits for', { work: { ...BEGUN.work, repeats: 1_000_000 } }],
  ['members in a zone that is not there', { placement: ['a', 'b', 'elsewhere'] }],
])('a file with %s is refused', (_, change) => {
  writeFileSync(join(folder, 'sweep.json'), JSON.stringify({ ...BEGUN, ...change }));
  expect(() => readSweepFile(folder)).toThrow('its sweep.json is not of this version');
});

test('a sweep goes on with the programs that it was begun with, and with no others', () => {
  const [etcd] = BEGUN.programs as [BegunSweep['programs'][number]];
  expect(() => requireSamePrograms([etcd], [etcd])).not.toThrow();
  const words = 'begun with another etcd 3.6.16';
  expect(() => requireSamePrograms([etcd], [{ ...etcd, sha256: 'b'.repeat(64) }])).toThrow(words);
  expect(() => requireSamePrograms([etcd], [])).toThrow(words);
});
