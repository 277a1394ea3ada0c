import type { AuthChange } from '../../journal/auth';
import type { Random } from '../random';
import type { Traffic } from './traffic';

const EACH = 3;

/**
 * Users, roles and permissions that come and go, some of them asked for in vain. Authentication stays off, so that all
 * others go on. Each client has names of its own: what became of them is then told by its own changes. After one without an
 * answer it takes new names: two of those for one name leave more ways than can be told apart.
 */
export const authChurn: Traffic = {
  name: 'auth-churn',
  // Nobody changes users as often as keys, and etcd reads all of them anew after each change.
  pace: 10,
  start: ({ client, random }) => {
    let generation = 1;
    const own = (what: string): string =>
      `${what}-${client.identity.client}-${generation}-${random.integer(1, EACH)}`;
    return async () => {
      const changed = await client.changeAuth(changeOf(random, own('user'), own('role')));
      generation += changed.is === 'unknown' ? 1 : 0;
      return changed;
    };
  },
};

function changeOf(random: Random, user: string, role: string): AuthChange {
  const number = random.integer(1, EACH);
  // Of two spans that begin with one key, etcd keeps a permission that is granted again twice (etcd pull request 21845).
  const span = random.oneIn(2)
    ? { key: `auth/one/${number}` }
    : { key: `auth/all/${number}/`, end: `auth/all/${number}0` };
  switch (random.integer(1, 12)) {
    case 1:
      return { deleteUser: user };
    case 2:
      return { deleteRole: role };
    case 3:
    case 4:
      return { addUser: user };
    case 5:
    case 6:
      return { addRole: role };
    case 7:
      return { revokeRole: { user, role } };
    case 8:
    case 9:
      return { grantRole: { user, role } };
    case 10:
      return { revoke: { role, ...span } };
    default: {
      const may = (['read', 'write', 'readwrite'] as const)[random.integer(0, 2)] ?? 'read';
      return { grant: { role, permission: { ...span, may } } };
    }
  }
}
