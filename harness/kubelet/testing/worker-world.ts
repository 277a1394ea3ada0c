import { join } from 'node:path';
import { enterSandbox } from '../../runtime/sandbox/enter';
import { reserveGroups } from '../../runtime/sandbox/reserve-groups';
import { ONE_NODE } from './one-node';

/**
 * A process that enters a sandbox with a kubelet in it and stays, for tests that kill it. Says "run inner-pid", and what the inner
 * process says then.
 */
const reserved = reserveGroups(ONE_NODE);
if (reserved === undefined) {
  throw new Error('no control groups were reserved for a node with a kubelet');
}
const inner = enterSandbox({
  words: [process.execPath, '-r', 'esbuild-register', join(__dirname, 'worker-world-main.ts'), reserved.run],
  stdio: ['ignore', 'inherit', 'inherit'],
});
process.stdout.write(`${reserved.run} ${inner.pid ?? 0}\n`);
