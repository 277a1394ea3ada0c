import { existsSync, readFileSync } from 'node:fs';

/** What kernel and container allow this process, as far as it can be read. */
export interface KernelRestrictions {
  readonly root: boolean;
  /** Whether the capability to make namespaces is in force. */
  readonly sysAdmin: boolean;
  /** user.max_user_namespaces; undefined where the kernel has none. */
  readonly maxUserNamespaces: number | undefined;
  /** kernel.unprivileged_userns_clone (older Debian). */
  readonly unprivilegedClone: number | undefined;
  /** kernel.apparmor_restrict_unprivileged_userns (Ubuntu 23.10 and later). */
  readonly apparmorRestricts: number | undefined;
  /** Whether a seccomp filter is in force, as in most containers. */
  readonly seccomp: boolean;
  readonly container: boolean;
}

const CAP_SYS_ADMIN = 21n;

export function readKernelRestrictions(): KernelRestrictions {
  const status = readFileSync('/proc/self/status', 'utf8');
  const effective = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? '0'}`);
  return {
    root: process.geteuid?.() === 0,
    sysAdmin: ((effective >> CAP_SYS_ADMIN) & 1n) === 1n,
    maxUserNamespaces: sysctl('user/max_user_namespaces'),
    unprivilegedClone: sysctl('kernel/unprivileged_userns_clone'),
    apparmorRestricts: sysctl('kernel/apparmor_restrict_unprivileged_userns'),
    seccomp: /^Seccomp:\s*2/m.test(status),
    container: existsSync('/.dockerenv') || existsSync('/run/.containerenv'),
  };
}

function sysctl(path: string): number | undefined {
  const file = `/proc/sys/${path}`;
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
}
