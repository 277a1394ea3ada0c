import { amount } from '../../result/amount';
import { bad, good, listed, ofMembers, type Check } from './check';

/** A restore makes a new cluster: none of the old members is a member of it, learners neither. */
export const membership: Check = {
  id: 'membership',
  title: 'old members are left out',
  judge: ofMembers((members, { file: { content } }) => {
    const old = content?.settings.members ?? [];
    for (const { name, members: list } of members) {
      if (list.length !== members.length || list.some(({ learner }) => learner)) {
        return bad(`${name} lists ${listed(list.map((one) => one.name || one.id))}`);
      }
    }
    if (old.length === 0) {
      return good('the file names none; the restored cluster has its own three');
    }
    const words = old.map(({ id, name, learner }) => `${name || id}${learner ? ' as a learner' : ''}`);
    return good(
      `${amount(old.length, 'old member')} left out (${listed(words)}); the restored cluster has its own three`,
    );
  }),
};
