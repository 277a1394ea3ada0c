import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ControlGroups } from '../../runtime/control-groups';
import { until } from '../../time/until';
import { liveWorker } from './live-worker';
import { PODS, writingPod } from './writing-pod';

/** Process 1 of a sandbox: raises a node with a kubelet and a pod, says "ready" once that has written its file, and stays. */
async function main([run = '']: readonly string[]): Promise<void> {
  const { worker, client } = await liveWorker(ControlGroups.reserved(run));
  const folder = join(worker.node.folder, 'volume');
  await client.ask({ method: 'POST', path: PODS, body: writingPod('writer', worker, folder, 'written') });
  await until(() => existsSync(join(folder, 'text')), { within: 30_000, what: 'the pod to write' });
  process.stdout.write('ready\n');
}

setInterval(() => undefined, 60_000);
main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
