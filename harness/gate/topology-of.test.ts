import { expect, test } from '@jest/globals';
import { topologyNamed } from '../topology/catalogue';
import { Plan } from './plan';
import { topologyOf } from './topology-of';

const subject = {
  ...{ from: '3.6.16', to: '3.6.16', topology: 'dedicated-3+3', members: 3 },
  ...{ runtime: 'sandbox', profile: 'quick' },
};

test('nodes of a plan that gives them nothing have what the machine has', () => {
  expect(topologyOf({ subject })).toEqual(topologyNamed('dedicated-3+3'));
});

test('nodes of a plan that gives them something share it', () => {
  const { nodes } = topologyOf({ subject, nodes: { cpus: 1.5, memoryBytes: 6_000 } });
  expect(nodes.map(({ name, budget }) => [name, budget?.cpus, budget?.memoryBytes])).toEqual(
    ['m1', 'm2', 'm3', 'c1', 'c2', 'c3'].map((name) => [name, 0.25, 1_000]),
  );
});

test.each([{ cpus: 0, memoryBytes: 1 }, { cpus: 1, memoryBytes: 0.5 }, { cpus: 1 }])(
  'no plan gives its nodes %j',
  (nodes) => {
    expect(Plan.shape.nodes.safeParse(nodes).success).toBe(false);
  },
);
