import { describe, expect, test } from '@jest/globals';
import { budgeted } from './budgeted';
import { TOPOLOGIES, topologyNamed } from './catalogue';

const GiB = 1 << 30;
const sum = (figures: readonly (number | undefined)[]): number =>
  figures.reduce<number>((total, figure) => total + (figure ?? NaN), 0);

describe('a total over all nodes', () => {
  test.each(TOPOLOGIES)('$name: is all that its nodes have together, and each has the same', (topology) => {
    const budgets = budgeted(topology, { cpus: 1.5, memoryBytes: 4 * GiB }).nodes.map(({ budget }) => budget);
    expect(sum(budgets.map((one) => one?.cpus))).toBeCloseTo(1.5, 9);
    const memory = sum(budgets.map((one) => one?.memoryBytes));
    expect(memory).toBeLessThanOrEqual(4 * GiB);
    expect(memory).toBeGreaterThan(4 * GiB - topology.nodes.length);
    expect(new Set(budgets.map((one) => one?.cpus)).size).toBe(1);
    expect(budgets.every((one) => Number.isInteger(one?.memoryBytes))).toBe(true);
  });

  test('programs request what kubeadm has them request, on the node that they run on', () => {
    const { nodes } = budgeted(topologyNamed('dedicated-3+3'), { cpus: 3, memoryBytes: GiB });
    const requests = new Map(nodes.map(({ name, budget }) => [name, budget?.requests]));
    const plane = { 'kube-apiserver': 250, 'kube-controller-manager': 200, 'kube-scheduler': 100 };
    expect(requests.get('m1')).toEqual({ etcd: 100 });
    expect(requests.get('c3')).toEqual(plane);
    const [shared] = budgeted(topologyNamed('colocated-3'), { cpus: 3, memoryBytes: GiB }).nodes;
    expect(shared?.budget?.requests).toEqual({ etcd: 100, ...plane });
  });

  test('nothing else of the topology is changed', () => {
    const topology = topologyNamed('colocated-3');
    const { nodes, ...rest } = budgeted(topology, { cpus: 3, memoryBytes: GiB });
    const plain = nodes.map((node) => ({ ...node, budget: undefined }));
    expect({ ...rest, nodes: plain }).toEqual(topology);
  });
});
