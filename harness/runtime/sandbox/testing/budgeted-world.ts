import { existsSync } from 'node:fs';
import type { NodeSpec } from '../../../topology/topology';
import { ControlGroups } from '../../control-groups';
import { enterSandbox } from '../enter';
import { reserveGroups } from '../reserve-groups';

/**
 * A process that enters a sandbox with budgets and stays, for tests that kill it: process 1 of that sandbox sits in the
 * control groups of m1, and a child of it in those of a program of m2, which has a request. Says "run inner-pid" when all
 * stands. SIGTERM ends it in order.
 */
const bounds = { cpus: 0.5, memoryBytes: 64 << 20 };
const node = { runs: ['etcd'], zone: 'a' } as const;
const m1 = { ...node, name: 'm1', budget: bounds } satisfies NodeSpec;
const m2 = { ...node, name: 'm2', budget: { ...bounds, requests: { etcd: 100 } } } satisfies NodeSpec;
const reserved = reserveGroups({ name: 'test', nodes: [m1, m2] });
if (reserved === undefined) {
  throw new Error('no control groups were reserved for nodes with budgets');
}
const groups = ControlGroups.reserved(reserved.run);
const [ofFirst = [], ofSecond = []] = [m1, m2].map(({ name, budget }) =>
  groups.create(name, budget).joinedBy('etcd'),
);
const join = (folders: readonly string[]): string =>
  folders.map((folder) => `echo $$ > ${folder}/cgroup.procs`).join('; ');
const inner = enterSandbox({
  words: [
    ...['sh', '-c'],
    `${join(ofSecond)}; sleep infinity & ${join(ofFirst)}; echo in; exec sleep infinity`,
  ],
  stdio: ['ignore', 'pipe', 'inherit'],
});
inner.stdout?.once('data', () => {
  process.stdout.write(`${reserved.run} ${inner.pid ?? 0}\n`);
});
process.once('SIGTERM', () => inner.kill('SIGKILL'));
inner.once('exit', () => {
  void reserved.release().then(() => {
    const left = [...ofFirst, ...ofSecond].some((folder) => existsSync(folder));
    process.stdout.write(left ? 'left\n' : 'released\n');
  });
});
