import { Refusal } from '../errors/refusal';
import type { RuntimeName } from '../runtime/runtime';
import type { Check } from './doctor/check';
import { checkPrograms } from './doctor/programs';
import { checkSandbox } from './doctor/sandbox';

/** @throws Refusal (environment) with what to do, where the runtime cannot work on this machine */
export async function requireRuntime(runtime: RuntimeName, signal: AbortSignal): Promise<void> {
  if (runtime === 'docker') {
    // Testcontainers takes a while to load, and most runs do without it.
    const { containerEngine } = await import('../runtime/docker/engine');
    await containerEngine();
    return;
  }
  const lacking = await whatSandboxLacks(signal);
  if (lacking !== undefined) {
    throw Refusal.environment(
      `${lacking.id}: ${lacking.says}; ${lacking.advice}, or start a container engine for --runtime docker`,
    );
  }
}

/** The first thing that keeps the sandbox runtime from working here. */
export async function whatSandboxLacks(signal: AbortSignal): Promise<Check | undefined> {
  const checks = [...checkPrograms(), ...(await checkSandbox(signal))];
  return checks.find((check) => check.needed && !check.ok);
}
