import { z } from 'zod';

/** Whom something may be done to: a key, or all of [key, end). */
const Span = { key: z.string(), end: z.string().optional() };

export const Permission = z.strictObject({ ...Span, may: z.enum(['read', 'write', 'readwrite']) });
export type Permission = z.infer<typeof Permission>;

const UserRole = z.strictObject({ user: z.string(), role: z.string() });

/** A change of users, roles or permissions, as etcd's Auth service takes them. */
export const AuthChange = z.union([
  z.strictObject({ addUser: z.string() }),
  z.strictObject({ deleteUser: z.string() }),
  z.strictObject({ addRole: z.string() }),
  z.strictObject({ deleteRole: z.string() }),
  z.strictObject({ grantRole: UserRole }),
  z.strictObject({ revokeRole: UserRole }),
  z.strictObject({ grant: z.strictObject({ role: z.string(), permission: Permission }) }),
  z.strictObject({ revoke: z.strictObject({ role: z.string(), ...Span }) }),
  z.strictObject({ enabled: z.boolean() }),
]);
export type AuthChange = z.infer<typeof AuthChange>;

/** Whom a member knows and what they may; lists sorted, permissions by key and end. */
export const AuthContent = z.strictObject({
  enabled: z.boolean(),
  users: z.array(z.strictObject({ name: z.string(), roles: z.array(z.string()) })),
  roles: z.array(z.strictObject({ name: z.string(), permissions: z.array(Permission) })),
});
export type AuthContent = z.infer<typeof AuthContent>;

/** The same text for the same key or range, whatever may be done there. */
export const spanOf = ({ key, end }: Pick<Permission, 'key' | 'end'>): string =>
  JSON.stringify([key, end ?? '']);

export const sortedPermissions = (permissions: readonly Permission[]): Permission[] =>
  [...permissions].sort((one, other) => (spanOf(one) < spanOf(other) ? -1 : 1));
