import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { nodesFolder } from './paths';
import { removeSecrets } from './remove-data';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'etcd-assay-secrets-'));
});
afterEach(() => rmSync(out, { recursive: true }));

test('keys of all nodes go, the data of members and logs stay', async () => {
  const at = (...names: string[]): string => join(nodesFolder({ out }), ...names);
  for (const node of ['m1', 'client']) {
    mkdirSync(at(node, 'pki', 'etcd'), { recursive: true });
    writeFileSync(at(node, 'pki', 'etcd', 'peer.key'), 'secret');
  }
  mkdirSync(at('m1', 'data'));
  writeFileSync(at('m1', 'etcd.log'), 'words');
  await removeSecrets({ out });
  expect([at('m1', 'pki'), at('client', 'pki')].filter(existsSync)).toEqual([]);
  expect([at('m1', 'data'), at('m1', 'etcd.log')].filter((path) => !existsSync(path))).toEqual([]);
});

test('a run that never had a node has none', async () => {
  await expect(removeSecrets({ out })).resolves.toBeUndefined();
});
