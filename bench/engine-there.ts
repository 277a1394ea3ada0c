import { spawnSync } from 'node:child_process';
import { checkDocker } from '../harness/cli/doctor/docker';

/** Why no benchmark with containers can be had here; undefined where an engine answers. */
export async function whyNoEngine(): Promise<string | undefined> {
  const { ok, says } = await checkDocker();
  return ok ? undefined : says;
}

/** As above, or because the script that ours is compared with has no `docker` command. */
export async function whyNoEngineOrCommand(): Promise<string | undefined> {
  const { error } = spawnSync('docker', ['--version'], { stdio: 'ignore' });
  return error === undefined ? whyNoEngine() : 'the "docker" command is not on the PATH';
}
