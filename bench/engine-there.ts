import { spawnSync } from 'node:child_process';
import { containerEngine } from '../harness/runtime/docker/engine';
import { Refusal } from '../harness/errors/refusal';

/** Why no benchmark with containers can be had here; undefined where an engine answers. */
export async function whyNoEngine(): Promise<string | undefined> {
  try {
    await containerEngine();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) {
      return error.message;
    }
    throw error;
  }
}

/** As above, or because the script that ours is compared with has no `docker` command. */
export async function whyNoEngineOrCommand(): Promise<string | undefined> {
  const { error } = spawnSync('docker', ['--version'], { stdio: 'ignore' });
  return error === undefined ? whyNoEngine() : 'the "docker" command is not on the PATH';
}
