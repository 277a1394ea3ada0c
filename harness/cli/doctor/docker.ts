import { Refusal } from '../../errors/refusal';
import type { Check } from './check';

/** Whether a container engine answers where `--runtime docker` looks for one. */
export async function checkDocker(): Promise<Check> {
  const optional = { id: 'docker', needed: false, advice: '' };
  // Testcontainers takes a while to load, and most commands do without it.
  const { containerEngine } = await import('../../runtime/docker/engine');
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
