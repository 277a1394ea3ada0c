import { alarmsIn } from './alarms';
import { bad, good, ofMembers, open, warning, type Check } from './check';

export const restored: Check = {
  id: 'restored',
  title: 'etcdutl restores it',
  judge: ({ version, restore: { refused, skippedHashCheck } }) =>
    refused === null
      ? good(`etcdutl ${version} restored it${skippedHashCheck ? ' with --skip-hash-check=true' : ''}`)
      : bad(`etcdutl ${version} refuses it: ${refused}`),
};

export const serves: Check = {
  id: 'serves',
  title: 'three members start on it',
  judge: ({ version, start }) => {
    if (start === null) {
      return open('not tried: nothing was restored');
    }
    if ('failed' in start) {
      return start.ended
        ? bad(`etcd ${version} does not run on it: ${start.failed}`)
        : open(`no quorum formed: ${start.failed}; try again on a machine that is less busy`);
    }
    const seconds = (start.readyAfter / 1000).toFixed(1);
    return good(`three members of etcd ${version} answered after ${seconds} s`);
  },
};

export const writes: Check = {
  id: 'writes',
  title: 'its members take writes',
  judge: ofMembers((members, facts) => {
    const refused = members.find(({ writeRefused }) => writeRefused !== null);
    if (refused === undefined) {
      return good('a key was put and deleted through each member');
    }
    const says = `${refused.name} refuses writes: ${refused.writeRefused ?? ''}`;
    return alarmsIn(facts).has('NOSPACE')
      ? warning(says, 'disarm the alarm after the restore, see "alarms"')
      : bad(says);
  }),
};
