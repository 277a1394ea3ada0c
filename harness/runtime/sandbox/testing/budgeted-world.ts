import { existsSync } from 'node:fs';
import { ControlGroups } from '../../control-groups';
import { enterSandbox } from '../enter';
import { reserveGroups } from '../reserve-groups';

/**
 * A process that enters a sandbox with budgets and stays, for tests that kill it: process 1 of that sandbox
 * sits in a node's control groups. Says "run inner-pid" when all stands. SIGTERM ends it in order.
 */
const budget = { cpus: 0.5, memoryBytes: 64 << 20 };
const reserved = reserveGroups({
  name: 'test',
  nodes: [{ name: 'm1', runs: ['etcd'], zone: 'a', budget }],
});
if (reserved === undefined) {
  throw new Error('no control groups were reserved for a node with a budget');
}
const folders = ControlGroups.reserved(reserved.run).create('m1', budget);
const join = folders.map((folder) => `echo $$ > ${folder}/cgroup.procs`).join('; ');
const inner = enterSandbox({
  words: ['sh', '-c', `${join}; echo in; exec sleep infinity`],
  stdio: ['ignore', 'pipe', 'inherit'],
});
inner.stdout?.once('data', () => {
  process.stdout.write(`${reserved.run} ${inner.pid ?? 0}\n`);
});
process.once('SIGTERM', () => inner.kill('SIGKILL'));
inner.once('exit', () => {
  void reserved.release().then(() => {
    process.stdout.write(folders.some((folder) => existsSync(folder)) ? 'left\n' : 'released\n');
  });
});
