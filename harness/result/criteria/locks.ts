import { guarantee, type CriterionData } from './criterion';

const LOCK_NOTES =
  'etcd documentation, page "etcd versus other key-value stores", section "Notes on the usage of lock and lease"';
const JEPSEN = 'Jepsen\'s report "etcd 3.4.3" (K. Kingsbury, January 2020), on locks';

const REPEATING = 'Repeating helps if the run was cut short before a holder was ended and its release seen.';

/** LOCK-1 to 3: mutual exclusion built from a key and a lease. */
export const locks = {
  'lock-leased-key': guarantee('LOCK-1', {
    title: 'A lock is a key with a lease, and waiters queue by create revision',
    meaning:
      'The holder owns the key with the smallest create revision under the lock, and the key hangs on its ' +
      'lease. Measured: the number of holders for which this was not so.',
    source: `etcd documentation, page "etcd concurrency API Reference"; ${LOCK_NOTES}.`,
    advice:
      'Compare the finding with the keys under the lock in journal.jsonl, and repeat with the same seed.',
    repeating: REPEATING,
  }),
  'lock-release': guarantee('LOCK-2', {
    title: 'A client that ends loses its lock within its lease’s bounds',
    meaning:
      'Holders are killed, frozen, cut off and ended gracefully. The lock must not be released before the ' +
      'lease allows it, nor later than the lease and any change of leader explain. Measured: the number of ' +
      'releases outside these bounds.',
    source: `${LOCK_NOTES}; etcd issue 15247 (leases revoked too early by a deposed leader).`,
    advice:
      'Too early: compare with etcd issue 15247. Too late: a leader change renews every lease; look for ' +
      'elections at that time in the member logs.',
    repeating: REPEATING,
  }),
  'lock-exclusion': guarantee('LOCK-3', {
    title: 'Valid ownership never overlaps; fencing stops a holder that wakes late',
    meaning:
      "On the server's side, the times in which two clients own one lock may not overlap. A frozen holder " +
      'that wakes after its lease expired still believes that it holds the lock: its work must be refused ' +
      "by a check on the lock's revision. Measured: the number of overlaps, and of late works that got through.",
    source: `${JEPSEN}; ${LOCK_NOTES}; M. Kleppmann, "How to do distributed locking", 2016 (fencing tokens).`,
    advice:
      "Guard every change that a lock protects by a transaction that compares the lock key's create revision. " +
      'A lock without that check does not exclude, on any version.',
    repeating: REPEATING,
  }),
} as const satisfies Record<string, CriterionData>;
