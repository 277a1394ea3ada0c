import { figure } from '../figure';
import { bad, good, warning, type Check } from './check';

const SAVE_AGAIN = 'take another copy of it, or another snapshot';

/** The sha256 that `etcdctl snapshot save` puts at the end. */
export const hash: Check = {
  id: 'hash',
  title: 'the hash at the end of the file',
  judge: ({ file }) => {
    switch (file.hash) {
      case 'matches':
        return good(`the sha256 at its end is that of its ${figure(file.bytes - 32)} bytes`);
      case 'differs':
        return bad('the sha256 at its end is not that of its bytes: it is not as it was saved', SAVE_AGAIN);
      case 'none':
        return warning(
          'it has no hash at its end, so nothing vouches for its bytes; a file copied from member/snap/db has none',
          'restore it with --skip-hash-check=true, as was done here; "etcdctl snapshot save" makes files with a hash',
        );
    }
  },
};

/** Nothing missing, and every page of it what it should be: by a reading of our own, and by that of etcdutl. */
export const whole: Check = {
  id: 'whole',
  title: 'the whole database is there, and can be read',
  judge: ({ file, status }) => {
    const words = 'refused' in status ? `; etcdutl snapshot status: ${status.refused}` : '';
    if (file.databaseBytes !== null && file.databaseBytes > file.bytes) {
      return bad(
        `it is cut off: ${figure(file.bytes)} bytes of a database of ${figure(file.databaseBytes)}${words}`,
        SAVE_AGAIN,
      );
    }
    if (file.damage !== null) {
      return bad(`it cannot be read: ${file.damage}${words}`, SAVE_AGAIN);
    }
    return 'refused' in status
      ? bad(`etcdutl snapshot status cannot read it: ${status.refused}`, SAVE_AGAIN)
      : good(`${figure(file.databaseBytes ?? file.bytes)} bytes of database, all of them readable`);
  },
};
