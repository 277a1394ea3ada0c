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

test('what a control plane is made of is taken where there is one, but for the kubelet, which nothing runs', () => {
  const given = (name: string, version?: string) => () =>
    requireUsed([`${name}@1.34.4=/k`], ['3.6.16'], '2.12.0', version);
  expect(given('kube-apiserver', '1.34.4')).not.toThrow();
  expect(given('kube-apiserver')).toThrow('is used by no step: this run uses etcd@3.6.16, toxiproxy@2.12.0');
  expect(given('kubelet', '1.34.4')).toThrow('is used by no step');
});

test('of other families, what the command itself uses is taken', () => {
  const given = (flag: string) => () =>
    requireUsed([flag], ['3.6.16'], '2.12.0', '1.34.4', { velero: ['1.18.3'] });
  expect(given('velero@1.18.3=/v')).not.toThrow();
  expect(given('velero@1.18.2=/v')).toThrow('kubernetes@1.34.4, velero@1.18.3');
  expect(given('versitygw@1.8.0=/s')).toThrow('is used by no step');
});
