import type { Facts } from '../facts';
import { bad, good, ofMembers, warning, type Check } from './check';

/** Of the file and of the members, which have it from the file. */
export const alarmsIn = ({ file: { content }, start }: Facts): ReadonlySet<string> =>
  new Set([
    ...(content?.settings.alarms ?? []),
    ...(start !== null && 'members' in start ? start.members.flatMap((one) => one.alarms) : []),
  ]);

/** Alarms come with a snapshot, and go on, raised by members that are no more. */
export const alarms: Check = {
  id: 'alarms',
  title: 'alarms',
  judge: ofMembers((_, facts) => {
    const all = alarmsIn(facts);
    if (all.has('CORRUPT')) {
      return bad(
        'CORRUPT: etcd itself had found its data corrupt, and the restored members refuse writes',
        'take a snapshot from before, or from a member that was not corrupt',
      );
    }
    if (all.has('NOSPACE')) {
      return warning(
        'NOSPACE: its cluster was out of space, and the restored members refuse writes until the alarm is disarmed',
        'restore, start with a larger --quota-backend-bytes or compact and defragment, then "etcdctl alarm disarm"',
      );
    }
    return all.size === 0
      ? good('none')
      : warning(`of a kind unknown here: ${[...all].join(', ')}`, 'see "etcdctl alarm list"');
  }),
};
