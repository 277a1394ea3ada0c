import type { RuntimeName } from '../runtime/runtime';
import type { ClusterOptions } from './options/cluster';
import { whatSandboxLacks } from './runtime-required';

/** What was asked for; with `auto` the sandbox where it is possible, else an engine where one answers. */
export async function settleRuntime(
  asked: ClusterOptions['runtime'],
  signal: AbortSignal,
): Promise<RuntimeName> {
  if (asked !== 'auto') {
    return asked;
  }
  if ((await whatSandboxLacks(signal)) === undefined) {
    return 'sandbox';
  }
  const { containerEngine } = await import('../runtime/docker/engine');
  return containerEngine().then(
    () => 'docker',
    // What the sandbox lacks is then told, and that an engine would do.
    () => 'sandbox',
  );
}
