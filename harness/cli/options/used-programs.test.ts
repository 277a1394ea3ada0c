import { expect, test } from '@jest/globals';
import { requireUsed } from './used-programs';

const using =
  (...flags: string[]) =>
  () =>
    requireUsed(flags, ['3.5.35', '3.6.16'], '2.12.0');

test('a build of a version that no step runs is refused', () => {
  expect(using('etcd@3.6.17=/e')).toThrow(
    '--program etcd@3.6.17 is used by no step: this run uses etcd@3.5.35, etcd@3.6.16, toxiproxy@2.12.0',
  );
});

test('two paths for one program are refused', () => {
  expect(using('etcd@3.6.16=/a', 'etcd@3.6.16=/b')).toThrow('is given twice');
});

test('builds that the run uses are taken', () => {
  expect(using('etcd@3.6.16=/e', 'etcdctl@3.5.35=/c', 'toxiproxy@2.12.0=/t')).not.toThrow();
});
