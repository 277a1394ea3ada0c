import { describe, expect, test } from '@jest/globals';
import { explainDenial } from './denial';
import type { KernelRestrictions } from './kernel-restrictions';

/** An ordinary user whom nothing keeps from making namespaces. */
const FREE: KernelRestrictions = {
  root: false,
  sysAdmin: false,
  maxUserNamespaces: 15_000,
  unprivilegedClone: undefined,
  apparmorRestricts: undefined,
  seccomp: false,
  container: false,
};

describe('a denied namespace', () => {
  test.each<[string, Partial<KernelRestrictions>, RegExp, RegExp]>([
    ['a limit of 0', { maxUserNamespaces: 0 }, /max_user_namespaces is 0/, /sysctl -w user.max_user/],
    ['old Debian', { unprivilegedClone: 0 }, /unprivileged_userns_clone is 0/, /sysctl -w kernel.unpriv/],
    ['AppArmor', { apparmorRestricts: 1 }, /^AppArmor/, /restrict_unprivileged_userns=0.*sudo/],
    ['seccomp', { seccomp: true }, /seccomp/, /--security-opt seccomp=unconfined/],
    ['a container', { container: true }, /container/, /--cap-add SYS_ADMIN/],
    ['root in a container', { root: true, seccomp: true }, /container/, /--cap-add SYS_ADMIN/],
    ['root without rights', { root: true }, /CAP_SYS_ADMIN/, /all capabilities/],
    ['nothing known', {}, /^the kernel refuses/, /sudo/],
  ])('by %s is explained', (_, restrictions, says, advice) => {
    const denial = explainDenial('unshare failed', { ...FREE, ...restrictions });
    expect(denial.says).toMatch(says);
    expect(denial.says).toContain('(unshare failed)');
    expect(denial.advice).toMatch(advice);
  });

  test('is put down to AppArmor only where its switch is on', () => {
    const denial = explainDenial('unshare failed', { ...FREE, apparmorRestricts: 0 });
    expect(denial.says).not.toContain('AppArmor');
  });
});
