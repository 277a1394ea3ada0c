import { gzipSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { pack } from 'tar-stream';
import { pathOf, pathsIn } from './archive';

test('an archive has the paths that were put into it', async () => {
  const packing = pack();
  packing.entry({ name: 'metadata/version' }, '1.1.0');
  packing.entry({ name: 'resources/pods/namespaces/shop/a.json' }, '{}');
  packing.finalize();
  const paths = await pathsIn(gzipSync(await buffer(packing)));
  expect(paths).toEqual(['metadata/version', 'resources/pods/namespaces/shop/a.json']);
});

test('what is no archive is an error', async () => {
  await expect(pathsIn(Buffer.from('no archive'))).rejects.toThrow('incorrect header check');
});

test.each([
  ['v1', 'configmaps', 'shop', 'resources/configmaps/namespaces/shop/a.json'],
  ['apps/v1', 'deployments', 'shop', 'resources/deployments.apps/namespaces/shop/a.json'],
  ['v1', 'nodes', undefined, 'resources/nodes/cluster/a.json'],
])('%s %s of %s is at %s', (apiVersion, plural, namespace, path) => {
  expect(pathOf({ apiVersion, plural }, namespace, 'a')).toBe(path);
});
