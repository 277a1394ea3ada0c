import { isDeepStrictEqual } from 'node:util';
import type { AuthChange, AuthContent, Permission } from '../../journal/auth';
import { spanText } from '../operation';

/** A change in words, as in "giving role r to user u". */
export function authText(change: AuthChange): string {
  if ('grantRole' in change) {
    return `giving role ${change.grantRole.role} to user ${change.grantRole.user}`;
  }
  if ('revokeRole' in change) {
    return `taking role ${change.revokeRole.role} from user ${change.revokeRole.user}`;
  }
  if ('grant' in change) {
    return `giving ${permissionText(change.grant.permission)} to role ${change.grant.role}`;
  }
  if ('revoke' in change) {
    return `taking ${spanText(change.revoke)} from role ${change.revoke.role}`;
  }
  if ('enabled' in change) {
    return `switching authentication ${change.enabled ? 'on' : 'off'}`;
  }
  const [[kind, name]] = Object.entries(change) as [[keyof typeof ONE_NAME, string]];
  return `${ONE_NAME[kind]} ${name}`;
}

const ONE_NAME = {
  addUser: 'adding user',
  deleteUser: 'deleting user',
  addRole: 'adding role',
  deleteRole: 'deleting role',
} as const;

/** What two contents say of the first user or role in which they differ, then of authentication itself. */
export function firstDifference(one: AuthContent, other: AuthContent): [string, string] {
  const names = (kind: 'users' | 'roles'): string[] =>
    [...new Set([...one[kind], ...other[kind]].map(({ name }) => name))].sort();
  for (const kind of ['users', 'roles'] as const) {
    for (const name of names(kind)) {
      const [mine, theirs] = [one, other].map((content) => content[kind].find((each) => each.name === name));
      if (!isDeepStrictEqual(mine, theirs)) {
        return [entryText(kind, name, mine), entryText(kind, name, theirs)];
      }
    }
  }
  const switched = ({ enabled }: AuthContent): string => `authentication ${enabled ? 'on' : 'off'}`;
  return [switched(one), switched(other)];
}

type Entry = AuthContent['users'][number] | AuthContent['roles'][number];

function entryText(kind: 'users' | 'roles', name: string, entry: Entry | undefined): string {
  if (entry === undefined) {
    return `no ${kind === 'users' ? 'user' : 'role'} ${name}`;
  }
  const parts =
    'roles' in entry ? entry.roles.map((role) => `role ${role}`) : entry.permissions.map(permissionText);
  return `${kind === 'users' ? 'user' : 'role'} ${name} with ${parts.length === 0 ? 'nothing' : parts.join(', ')}`;
}

const permissionText = ({ key, end, may }: Permission): string => `${may} of ${spanText({ key, end })}`;
