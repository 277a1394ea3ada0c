import type { AuthClient } from 'etcd3';
import { type Permission, sortedPermissions } from '../journal/auth';
import type { RecordOf } from '../journal/record';
import { etcdClient } from './etcd-client';

const DEADLINE = 5_000;
const AT_ONCE = 20;

/**
 * Whom a member itself knows. etcd answers each question from the asked member's own store.
 * @param address host and port of the member, past all links that faults cut
 */
export async function authStateOf(
  address: string,
): Promise<Pick<RecordOf<'auth-state'>, 'revision' | 'content'>> {
  const client = etcdClient(address, DEADLINE);
  try {
    const { auth } = client;
    const { enabled, authRevision } = await auth.authStatus();
    const { users } = await auth.userList();
    const { roles } = await auth.roleList();
    const content = {
      enabled,
      users: await inBatches([...users].sort(), (user) => userOf(auth, user)),
      roles: await inBatches([...roles].sort(), (role) => roleOf(auth, role)),
    };
    return { revision: Number(authRevision), content };
  } finally {
    client.close();
  }
}

/** A soak leaves thousands of names, and each question goes through the log. */
async function inBatches<T>(names: readonly string[], ask: (name: string) => Promise<T>): Promise<T[]> {
  const told: T[] = [];
  for (let from = 0; from < names.length; from += AT_ONCE) {
    told.push(...(await Promise.all(names.slice(from, from + AT_ONCE).map(ask))));
  }
  return told;
}

async function userOf(auth: AuthClient, name: string) {
  const { roles } = await auth.userGet({ name });
  return { name, roles: [...roles].sort() };
}

async function roleOf(auth: AuthClient, name: string) {
  const { perm } = await auth.roleGet({ role: name });
  const permissions = perm.map(({ key, range_end, permType }): Permission => {
    const end = range_end.toString();
    return { key: key.toString(), ...(end === '' ? {} : { end }), may: KINDS[permType] };
  });
  return { name, permissions: sortedPermissions(permissions) };
}

const KINDS = { Read: 'read', Write: 'write', Readwrite: 'readwrite' } as const;
