import { run } from '../../artifacts/process-group';
import type { Check } from './check';
import { explainDenial } from './denial';
import { type KernelRestrictions, readKernelRestrictions } from './kernel-restrictions';
import { environmentWithSbin } from '../../runtime/sandbox/search-path';
import { findProgram } from './search-path';

/** What the sandbox runtime does inside its namespaces, once each, and gone with them. */
const FURNISH = [
  'mount -t proc proc /proc',
  'mount -t sysfs sysfs /sys',
  'mount -t tmpfs tmpfs /run',
  'ip link set lo up',
  'ip link add br0 type bridge',
  'ip link add v0 type veth peer name v1',
  'ip netns add probe',
].join(' && ');

/** Makes the sandbox's namespaces for real, and what has to be in them. */
export async function checkSandbox(signal: AbortSignal): Promise<Check[]> {
  const kernel = readKernelRestrictions();
  const namespaces = await tryNamespaces(kernel, signal);
  return namespaces.ok ? [namespaces, await tryFurnishing(kernel, signal)] : [namespaces];
}

async function tryNamespaces(kernel: KernelRestrictions, signal: AbortSignal): Promise<Check> {
  const unshare = findProgram('unshare');
  const check = { id: 'sandbox', needed: true };
  if (unshare === undefined) {
    return {
      ...check,
      ok: false,
      says: 'cannot be tried without "unshare"',
      advice: 'apt-get install util-linux',
    };
  }
  const attempt = await run(unshare, [...namespaces(kernel), 'sh', '-c', ':'], { signal });
  if (attempt.exitCode === 0) {
    return { ...check, ok: true, says: `namespaces can be made, as ${who(kernel)}`, advice: '' };
  }
  return { ...check, ok: false, ...explainDenial(attempt.stderr.trim(), kernel) };
}

async function tryFurnishing(kernel: KernelRestrictions, signal: AbortSignal): Promise<Check> {
  const attempt = await run(
    findProgram('unshare') ?? 'unshare',
    [...namespaces(kernel), 'sh', '-c', FURNISH],
    { env: environmentWithSbin(), signal },
  );
  const ok = attempt.exitCode === 0;
  return {
    id: 'sandbox-network',
    ok,
    needed: true,
    says: ok ? 'bridge, veth pair, network namespace and own mounts can be made' : attempt.stderr.trim(),
    advice: ok
      ? ''
      : 'the kernel needs bridge and veth (modprobe bridge veth) and must allow mounts of proc, sysfs and tmpfs',
  };
}

function namespaces({ root }: KernelRestrictions): string[] {
  const user = root ? [] : ['--user', '--map-root-user'];
  return [...user, '--net', '--mount', '--pid', '--fork', '--kill-child'];
}

function who({ root }: KernelRestrictions): string {
  return root ? 'root' : 'ordinary user';
}
