import { isDeepStrictEqual } from 'node:util';
import type { AuthChange, AuthContent, Permission } from '../../journal/auth';
import { spanText } from '../operation';

/** A change in words, as in "grant of role r to user u". */
export function authText(change: AuthChange): string {
  const [[kind, about]] = Object.entries(change) as [[string, unknown]];
  const words =
    typeof about === 'string' || typeof about === 'boolean' ? String(about) : JSON.stringify(about);
  return `${kind} ${words}`;
}

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
