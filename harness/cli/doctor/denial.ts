import type { KernelRestrictions } from './kernel-restrictions';

export interface Denial {
  readonly says: string;
  readonly advice: string;
}

const OR_ROOT = 'or run as root (sudo)';

/**
 * Why namespaces were refused, and what to do.
 * @param complaint what `unshare` printed
 */
export function explainDenial(complaint: string, kernel: KernelRestrictions): Denial {
  const [says, advice] = causeOf(kernel);
  return { says: `${says} (${complaint})`, advice };
}

function causeOf(kernel: KernelRestrictions): [says: string, advice: string] {
  if (kernel.root) {
    return causeForRoot(kernel);
  }
  if (kernel.maxUserNamespaces === 0) {
    return [
      'user.max_user_namespaces is 0',
      `sysctl -w user.max_user_namespaces=15000 (as root), ${OR_ROOT}`,
    ];
  }
  if (kernel.unprivilegedClone === 0) {
    return [
      'kernel.unprivileged_userns_clone is 0: ordinary users may not make user namespaces',
      `sysctl -w kernel.unprivileged_userns_clone=1 (as root), ${OR_ROOT}`,
    ];
  }
  if (kernel.apparmorRestricts !== undefined && kernel.apparmorRestricts > 0) {
    return [
      'AppArmor keeps ordinary users from using user namespaces (kernel.apparmor_restrict_unprivileged_userns)',
      `sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 (as root), ${OR_ROOT}`,
    ];
  }
  if (kernel.seccomp || kernel.container) {
    return CONTAINER;
  }
  return ['the kernel refuses user namespaces', 'run as root (sudo)'];
}

function causeForRoot({ sysAdmin, seccomp, container }: KernelRestrictions): [says: string, advice: string] {
  if (seccomp || container) {
    return CONTAINER;
  }
  if (!sysAdmin) {
    return ['root without the capability CAP_SYS_ADMIN', 'run where root has all capabilities'];
  }
  return ['the kernel refuses namespaces', 'look at the kernel log (dmesg) and at its security modules'];
}

const CONTAINER: [says: string, advice: string] = [
  'a container is in the way: its seccomp profile or its capabilities',
  'docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined --cap-add SYS_ADMIN --cap-add NET_ADMIN, or run outside of it',
];
