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
