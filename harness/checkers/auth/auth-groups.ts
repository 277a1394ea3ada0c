import type { AuthChange, AuthContent } from '../../journal/auth';
import type { RecordOf } from '../../journal/record';

type Auth = RecordOf<'auth'>;

/** Users and roles that hang together, by what was there or by a change that names them, and all changes of them. */
export interface AuthGroup {
  readonly names: ReadonlySet<string>;
  readonly records: readonly Auth[];
}

/**
 * Groups that have nothing to do with each other: each can be judged apart.
 * @param before what was there before the first change
 */
export function authGroups(before: AuthContent, records: readonly Auth[]): AuthGroup[] {
  const groupOf = new Map<string, { names: Set<string>; records: Auth[] }>();
  for (const names of [...linkedIn(before), ...records.map(({ change }) => namesIn(change))]) {
    const joined = [...new Set(names.flatMap((name) => groupOf.get(name) ?? []))];
    const all = new Set([...names, ...joined.flatMap((group) => [...group.names])]);
    const group = { names: all, records: [] };
    all.forEach((name) => groupOf.set(name, group));
  }
  for (const record of records) {
    groupOf.get(namesIn(record.change)[0] ?? '')?.records.push(record);
  }
  return [...new Set(groupOf.values())];
}

/** The part of a content that is about a group's names. */
export const partOf = (content: AuthContent, { names }: AuthGroup): AuthContent => ({
  enabled: names.has(SWITCH) && content.enabled,
  users: content.users.filter(({ name }) => names.has(user(name))),
  roles: content.roles.filter(({ name }) => names.has(role(name))),
});

/** What a content holds, by the names that groups have. */
export const namesOf = ({ enabled, users, roles }: AuthContent): string[] => [
  ...(enabled ? [SWITCH] : []),
  ...users.map(({ name }) => user(name)),
  ...roles.map(({ name }) => role(name)),
];

/** Names that a change of one of them may be about all of: a role that goes is taken from its users. */
const linkedIn = ({ enabled, users, roles }: AuthContent): string[][] => [
  ...(enabled ? [[SWITCH]] : []),
  ...users.map(({ name, roles: granted }) => [user(name), ...granted.map(role)]),
  ...roles.map(({ name }) => [role(name)]),
];

/** Authentication is on or off for all, and that it can be switched on depends on root. */
const SWITCH = 'authentication';
const user = (name: string): string => `user ${name}`;
const role = (name: string): string => `role ${name}`;

function namesIn(change: AuthChange): string[] {
  if ('addUser' in change || 'deleteUser' in change) {
    return [user('addUser' in change ? change.addUser : change.deleteUser)];
  }
  if ('addRole' in change || 'deleteRole' in change) {
    return [role('addRole' in change ? change.addRole : change.deleteRole)];
  }
  if ('grantRole' in change || 'revokeRole' in change) {
    const about = 'grantRole' in change ? change.grantRole : change.revokeRole;
    return [user(about.user), role(about.role)];
  }
  if ('enabled' in change) {
    return [SWITCH, user('root')];
  }
  return [role('grant' in change ? change.grant.role : change.revoke.role)];
}
