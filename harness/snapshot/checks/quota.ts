import { bytesFigure } from '../figure';
import { good, ofMembers, warning, type Check } from './check';

/** etcd's own default of --quota-backend-bytes. Source: server/storage/quota.go. */
const DEFAULT_QUOTA = 2 * 1024 ** 3;
/** Of the quota, from which on it is near: what remains is soon used up by revisions that are not compacted. */
const NEAR = 0.8;

export const quota: Check = {
  id: 'quota',
  title: "room within etcd's default quota",
  judge: ofMembers((members) => {
    const size = Math.max(...members.map(({ dbSize }) => dbSize));
    const inUse = Math.max(...members.map(({ dbSizeInUse }) => dbSizeInUse));
    const says = `${bytesFigure(size)} of 2 GiB, ${bytesFigure(inUse)} of them in use`;
    if (size >= DEFAULT_QUOTA) {
      return warning(
        `${says}: the first write raises NOSPACE`,
        'start its members with a larger --quota-backend-bytes, or defragment them',
      );
    }
    return size >= NEAR * DEFAULT_QUOTA
      ? warning(
          `${says}, so ${bytesFigure(DEFAULT_QUOTA - size)} are left`,
          'start its members with a larger --quota-backend-bytes, or compact and defragment them soon',
        )
      : good(`${says}, so ${bytesFigure(DEFAULT_QUOTA - size)} are left`);
  }),
};
