import { Refusal } from '../../errors/refusal';
import { containerEngine } from '../../runtime/docker/engine';
import type { Check } from './check';

/** Whether a container engine answers where `--runtime docker` looks for one. */
export async function checkDocker(): Promise<Check> {
  const optional = { id: 'docker', needed: false, advice: '' };
  try {
    const { info } = await containerEngine();
    const { serverVersion, operatingSystem } = info.containerRuntime;
    return { ...optional, ok: true, says: `an engine answers (${serverVersion} on ${operatingSystem})` };
  } catch (error) {
    if (error instanceof Refusal) {
      return { ...optional, ok: false, says: error.message };
    }
    throw error;
  }
}
