import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Budget } from '../topology/topology';
import type { GroupVersion } from './group-settings';
import { NodeGroup } from './node-group';

const bounds = { cpus: 0.25, memoryBytes: 1_000 };
const requests = { etcd: 100, 'kube-apiserver': 250 };

/** Folders in place of the kernel's, which show what is written to them. */
describe('the control group of a node', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'etcd-assay-groups-'));
    ['cpu', 'memory'].forEach((controller) => mkdirSync(join(root, controller)));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const make = (version: GroupVersion, budget: Budget): NodeGroup => {
    const at = (controller: string) => join(root, controller, 'm1');
    return NodeGroup.make(
      '/run/m1',
      version === 1 ? { cpu: at('cpu'), memory: at('memory') } : { cpu: at(''), memory: at('') },
      version,
      budget,
    );
  };
  const written = (): Record<string, string> =>
    Object.fromEntries(
      readdirSync(root, { recursive: true, encoding: 'utf8' })
        .filter((file) => statSync(join(root, file)).isFile())
        .map((file) => [file, readFileSync(join(root, file), 'utf8')]),
    );
  const joined = (group: NodeGroup, program: string): string[] =>
    group.joinedBy(program).map((folder) => relative(root, folder));

  test('holds all its programs where none has a request', () => {
    const group = make(1, bounds);
    expect(joined(group, 'etcd')).toEqual(['cpu/m1', 'memory/m1']);
    expect(written()).toEqual({
      'cpu/m1/cpu.cfs_period_us': '100000',
      'cpu/m1/cpu.cfs_quota_us': '25000',
      'memory/m1/memory.limit_in_bytes': '1000',
    });
    expect(readdirSync(join(root, 'cpu/m1'), { withFileTypes: true }).some((one) => one.isDirectory())).toBe(
      false,
    );
  });

  test('of version 1 has shares below that of processor time alone', () => {
    const group = make(1, { ...bounds, requests });
    expect(joined(group, 'etcd')).toEqual(['cpu/m1/etcd', 'memory/m1']);
    expect(joined(group, 'toxiproxy')).toEqual(['cpu/m1/rest', 'memory/m1']);
    expect(written()).toMatchObject({
      'cpu/m1/cpu.cfs_quota_us': '25000',
      'memory/m1/memory.limit_in_bytes': '1000',
      'cpu/m1/etcd/cpu.shares': '102',
      'cpu/m1/kube-apiserver/cpu.shares': '256',
      'cpu/m1/rest/cpu.shares': '1024',
    });
  });

  test('of version 2 has weights, and no program in itself', () => {
    const group = make(2, { ...bounds, requests });
    expect(joined(group, 'kube-apiserver')).toEqual(['m1/kube-apiserver']);
    expect(joined(group, 'constructor')).toEqual(['m1/rest']);
    expect(written()).toEqual({
      'm1/cpu.max': '25000 100000',
      'm1/memory.max': '1000',
      'm1/cgroup.subtree_control': '+cpu',
      'm1/etcd/cpu.weight': '4',
      'm1/kube-apiserver/cpu.weight': '10',
      'm1/rest/cpu.weight': '39',
    });
  });

  test('is not made again where its run was removed', () => {
    rmSync(join(root, 'cpu'), { recursive: true });
    expect(() => make(1, bounds)).toThrow('ENOENT');
  });
});
