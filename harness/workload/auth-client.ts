import type { AuthClient as Calls, Etcd3 } from 'etcd3';
import type { AuthChange, Permission } from '../journal/auth';
import type { Journal } from '../journal/journal';
import type { RecordOf } from '../journal/record';

/** What became of a change, as its client knows. */
export type Changed = Pick<RecordOf<'auth'>, 'error'> & { readonly is: 'ok' | 'fail' | 'unknown' };

/**
 * Messages with which etcd says, after it has agreed on the order of a change, that it did not do it. Source: etcd's
 * api/v3rpc/rpctypes/error.go.
 */
const NOT_DONE = [
  'etcdserver: user name already exists',
  'etcdserver: user name not found',
  'etcdserver: role name already exists',
  'etcdserver: role name not found',
  'etcdserver: role is not granted to the user',
  'etcdserver: permission is not granted to the role',
  'etcdserver: root user does not exist',
  'etcdserver: root user does not have root role',
] as const;

/** Asks for a change and writes it down, before and after. Never repeats it. */
export async function changeAuth(
  { auth }: Etcd3,
  journal: Journal,
  { op, change, password }: { op: string; change: AuthChange; password?: string | undefined },
): Promise<Changed> {
  const note = (after: Pick<RecordOf<'auth'>, 'state' | 'error'>): void =>
    journal.write({ type: 'auth', t: journal.clock(), op, change, ...after });
  note({ state: 'asked' });
  try {
    await call(auth, change, password);
    note({ state: 'ok' });
    return { is: 'ok' };
  } catch (thrown) {
    const { message } = thrown as Error;
    const known = NOT_DONE.find((words) => message.includes(words));
    const is = known === undefined ? 'unknown' : 'fail';
    const error = known ?? message.split('\n', 1)[0] ?? '';
    note({ state: is, error });
    return { is, error };
  }
}

function call(auth: Calls, change: AuthChange, password: string | undefined): Promise<unknown> {
  if ('addUser' in change) {
    // A password would be hashed for a tenth of a second.
    const secret = password === undefined ? { options: { no_password: true } } : { password };
    return auth.userAdd({ name: change.addUser, ...secret });
  }
  if ('deleteUser' in change) {
    return auth.userDelete({ name: change.deleteUser });
  }
  if ('addRole' in change) {
    return auth.roleAdd({ name: change.addRole });
  }
  if ('deleteRole' in change) {
    return auth.roleDelete({ role: change.deleteRole });
  }
  if ('grantRole' in change) {
    return auth.userGrantRole(change.grantRole);
  }
  if ('revokeRole' in change) {
    const { user, role } = change.revokeRole;
    return auth.userRevokeRole({ name: user, role });
  }
  if ('grant' in change) {
    const { role, permission } = change.grant;
    const { may } = permission;
    return auth.roleGrantPermission({ name: role, perm: { permType: KINDS[may], ...span(permission) } });
  }
  if ('revoke' in change) {
    return auth.roleRevokePermission({ role: change.revoke.role, ...span(change.revoke) });
  }
  return change.enabled ? auth.authEnable() : auth.authDisable();
}

const KINDS = { read: 'Read', write: 'Write', readwrite: 'Readwrite' } as const;

const span = ({ key, end }: Pick<Permission, 'key' | 'end'>): { key: Buffer; range_end: Buffer } => ({
  key: Buffer.from(key),
  range_end: Buffer.from(end ?? ''),
});
