import { amount } from '../../result/amount';
import { bad, good, listed, ofMembers, type Check } from './check';

const same = (one: readonly string[], other: readonly string[]): boolean =>
  JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());

/** Users and roles come with a snapshot, passwords included. */
export const auth: Check = {
  id: 'auth',
  title: 'authentication',
  judge: ofMembers((members, { file: { content } }) => {
    const { enabled = false, users = [], roles = [] } = content?.settings.auth ?? {};
    const other = members.find(
      (one) => one.auth.enabled !== enabled || !same(one.auth.users, users) || !same(one.auth.roles, roles),
    );
    if (other !== undefined) {
      return bad(`${other.name} knows other users or roles than the file`);
    }
    const who =
      users.length + roles.length === 0
        ? ''
        : `: ${amount(users.length, 'user')} (${listed(users)}), ${amount(roles.length, 'role')} (${listed(roles)})`;
    return good(enabled ? `on, with the passwords that it had${who}` : `off${who}`);
  }),
};
