import { amount } from '../../result/amount';
import { figure } from '../figure';
import { bad, good, ofMembers, warning, type Check } from './check';

/** Leases come with a snapshot, and begin anew: each has its whole TTL again once a leader is elected. */
export const leases: Check = {
  id: 'leases',
  title: 'leases',
  judge: ofMembers((members, { file: { content }, start }) => {
    const expected = content?.settings.leases ?? [];
    const leased = content?.leased ?? {};
    const passed = start !== null && 'leasesAfter' in start ? start.leasesAfter : 0;
    for (const member of members) {
      const other = member.leases.find(({ id, ttl }) => expected.find((one) => one.id === id)?.ttl !== ttl);
      if (other !== undefined) {
        return bad(`${member.name} has a lease ${other.id} of ${other.ttl} s, which the file has not`);
      }
      const lost = expected.find(
        ({ id, ttl }) => ttl * 1000 > passed && !member.leases.some((one) => one.id === id),
      );
      if (lost !== undefined) {
        return bad(`${member.name} lacks the lease ${lost.id} of ${lost.ttl} s`);
      }
    }
    const strays = Object.keys(leased).filter((id) => !expected.some((one) => one.id === id));
    const onThem = Object.values(leased).reduce((sum, count) => sum + count, 0);
    if (strays.length > 0) {
      return warning(
        `${amount(strays.length, 'lease')} that keys are on ${strays.length === 1 ? 'is' : 'are'} not in it: those keys will never expire`,
        'delete such keys yourself, or put them again with a lease',
      );
    }
    if (expected.length === 0) {
      return good('none');
    }
    const ttls = expected.map(({ ttl }) => ttl).sort((one, other) => one - other);
    const [shortest = 0, longest = 0] = [ttls[0], ttls.at(-1)];
    const range =
      shortest === longest ? `${figure(shortest)} s` : `${figure(shortest)} to ${figure(longest)} s`;
    return good(
      `${amount(expected.length, 'lease')} of ${range}, with ${amount(onThem, 'key')}; each begins anew with the restore, and its keys go unless it is kept alive`,
    );
  }),
};
