import { good, ofMembers, warning, type Check } from './check';

/** "3.6.0" → 6. */
const minorOf = (version: string): number => Number(version.split('.')[1]);

/** Which etcd wrote it, and whether the one that was tried is a step that etcd supports. */
export const versions: Check = {
  id: 'versions',
  title: 'versions of etcd that take it',
  judge: ofMembers((_, { version, file: { content } }) => {
    const { storageVersion = null, clusterVersion = null } = content?.settings ?? {};
    const layout =
      storageVersion === null
        ? 'without a storage version, as etcd writes before 3.6'
        : `storage version ${storageVersion}`;
    const says = `${layout}, of a cluster at ${clusterVersion ?? 'no version that it names'}; etcd ${version} takes it`;
    const written = storageVersion ?? clusterVersion;
    if (written === null || minorOf(written) === minorOf(version)) {
      return good(says);
    }
    if (minorOf(written) > minorOf(version)) {
      return warning(
        `${says}, though it is older than what wrote it`,
        `restore with etcd ${written.split('.').slice(0, 2).join('.')}, see --etcd`,
      );
    }
    return minorOf(version) - minorOf(written) === 1
      ? good(`${says}, which is one minor version on`)
      : warning(
          `${says}, though etcd supports upgrades by one minor version only`,
          `restore with etcd 3.${minorOf(written) + 1} at the most, see --etcd, and upgrade from there`,
        );
  }),
};
