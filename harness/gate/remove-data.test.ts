import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { temporaryFolder } from '../artifacts/testing/temporary-folder';
import { dataBytes, isEvidence, removeData } from './remove-data';

let out: string;
beforeEach(() => {
  out = temporaryFolder();
});

const file = (...path: string[]): void => {
  mkdirSync(join(out, ...path.slice(0, -1)), { recursive: true });
  writeFileSync(join(out, ...path), Buffer.alloc(1 << 20, 1));
};

test('data of every member is measured and removed, with its copies; logs stay', async () => {
  file('nodes', 'm1', 'data', 'member', 'wal', '0.wal');
  file('nodes', 'm2', 'data-old', 'member', 'snap', 'db');
  file('nodes', 'm2', 'etcd.log');
  file('nodes', 'hosts');
  const bytes = await dataBytes({ out });
  expect(bytes).toBeGreaterThanOrEqual(2 << 20);
  expect(bytes).toBeLessThan(3 << 20);
  await removeData({ out });
  expect(await dataBytes({ out })).toBe(0);
  expect(existsSync(join(out, 'nodes', 'm1', 'data'))).toBe(false);
  expect(existsSync(join(out, 'nodes', 'm2', 'data-old'))).toBe(false);
  expect(existsSync(join(out, 'nodes', 'm2', 'etcd.log'))).toBe(true);
});

test('a run that ended before there were nodes has none', async () => {
  await removeData({ out });
  expect(await dataBytes({ out })).toBe(0);
});

test.each([
  ['pass', false, false],
  ['fail', false, true],
  ['fail', true, true],
  ['inconclusive', false, true],
  ['inconclusive', true, false],
  [null, true, false],
  [null, false, false],
] as const)('of verdict %s, interrupted %s: evidence %s', (verdict, interrupted, evidence) => {
  expect(isEvidence({ verdict, interrupted })).toBe(evidence);
});
