import { type AuthChange, type AuthContent, sortedPermissions, spanOf } from '../../journal/auth';

type User = AuthContent['users'][number];
type Role = AuthContent['roles'][number];

export const NOBODY: AuthContent = { enabled: false, users: [], roles: [] };
const ROOT = 'root';

/** What a change does to users, roles and permissions, or etcd's words for why it does nothing. */
export type Effect = { readonly content: AuthContent } | { readonly refusal: string };

/** etcd's Auth service in the plainest form. Source: etcd's server/auth/store.go. */
export function effectOf(content: AuthContent, change: AuthChange): Effect {
  if ('addUser' in change) {
    return named(content.users, change.addUser) === undefined
      ? { content: { ...content, users: sorted([...content.users, { name: change.addUser, roles: [] }]) } }
      : refused('user name already exists');
  }
  if ('addRole' in change) {
    return named(content.roles, change.addRole) === undefined
      ? {
          content: {
            ...content,
            roles: sorted([...content.roles, { name: change.addRole, permissions: [] }]),
          },
        }
      : refused('role name already exists');
  }
  if ('deleteUser' in change) {
    return named(content.users, change.deleteUser) === undefined
      ? refused('user name not found')
      : { content: { ...content, users: content.users.filter(({ name }) => name !== change.deleteUser) } };
  }
  if ('deleteRole' in change) {
    return deletedRole(content, change.deleteRole);
  }
  if ('grantRole' in change || 'revokeRole' in change) {
    return membership(content, change);
  }
  return 'enabled' in change ? switched(content, change.enabled) : permitted(content, change);
}

/** A role that goes is taken from its users. */
function deletedRole(content: AuthContent, role: string): Effect {
  if (named(content.roles, role) === undefined) {
    return refused('role name not found');
  }
  const users = content.users.map((user) => without(user, role));
  return { content: { ...content, users, roles: content.roles.filter(({ name }) => name !== role) } };
}

function membership(
  content: AuthContent,
  change: Extract<AuthChange, { grantRole: unknown } | { revokeRole: unknown }>,
): Effect {
  const { user: name, role } = 'grantRole' in change ? change.grantRole : change.revokeRole;
  const user = named(content.users, name);
  if (user === undefined) {
    return refused('user name not found');
  }
  if ('revokeRole' in change) {
    return user.roles.includes(role)
      ? withUser(content, without(user, role))
      : refused('role is not granted to the user');
  }
  // The root role needs nobody to add it.
  return named(content.roles, role) === undefined && role !== ROOT
    ? refused('role name not found')
    : withUser(content, { ...user, roles: [...new Set([...user.roles, role])].sort() });
}

function permitted(
  content: AuthContent,
  change: Extract<AuthChange, { grant: unknown } | { revoke: unknown }>,
): Effect {
  const { role: name } = 'grant' in change ? change.grant : change.revoke;
  const role = named(content.roles, name);
  if (role === undefined) {
    return refused('role name not found');
  }
  const about = 'grant' in change ? change.grant.permission : change.revoke;
  const others = role.permissions.filter((one) => spanOf(one) !== spanOf(about));
  if ('grant' in change) {
    return withRole(content, { name, permissions: sortedPermissions([...others, change.grant.permission]) });
  }
  return others.length === role.permissions.length
    ? refused('permission is not granted to the role')
    : withRole(content, { name, permissions: others });
}

function switched(content: AuthContent, enabled: boolean): Effect {
  const root = named(content.users, ROOT);
  if (enabled && !content.enabled && root === undefined) {
    return refused('root user does not exist');
  }
  return enabled && !content.enabled && root?.roles.includes(ROOT) !== true
    ? refused('root user does not have root role')
    : { content: { ...content, enabled } };
}

const refused = (words: string): Effect => ({ refusal: `etcdserver: ${words}` });

const named = <T extends { readonly name: string }>(all: readonly T[], name: string): T | undefined =>
  all.find((one) => one.name === name);

const withUser = (content: AuthContent, user: User): Effect => ({
  content: { ...content, users: content.users.map((one) => (one.name === user.name ? user : one)) },
});

const withRole = (content: AuthContent, role: Role): Effect => ({
  content: { ...content, roles: content.roles.map((one) => (one.name === role.name ? role : one)) },
});

const without = (user: User, role: string): User => ({
  ...user,
  roles: user.roles.filter((one) => one !== role),
});

const sorted = <T extends { readonly name: string }>(all: readonly T[]): T[] =>
  [...all].sort((one, other) => (one.name < other.name ? -1 : 1));
