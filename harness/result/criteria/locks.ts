import { guarantee, type CriterionData } from './criterion';

const LOCK_NOTES =
  'etcd documentation, page "etcd versus other key-value stores", section "Notes on the usage of lock and lease"';
const JEPSEN = 'Jepsen\'s report "etcd 3.4.3" (K. Kingsbury, January 2020), on locks';

const REPEATING = 'Repeating helps if the run was cut short before a holder was ended and its release seen.';

/** LOCK-1 to 5: mutual exclusion and election built from a key and a lease. */
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
  'lock-kinds-alike': guarantee('LOCK-4', {
    title: 'Four implementations of a lock exclude, and release within their bounds',
    meaning:
      "Four locks, those of etcdctl, the server's Lock API, the npm client's lock and the session recipe go through one experiment: " +
      'hold, wait, kill -9, release, loss of the lease. Exclusion and the bounds of release are the same for all; ' +
      'how they queue, fence and tell of a lost lease may differ, and is measured. Measured: the number of ' +
      'overlaps, of releases outside their bounds, and of failed assertions.',
    source: `etcd documentation, page "etcd concurrency API Reference", service Lock; etcdctl's own "lock --help"; ${LOCK_NOTES}.`,
    advice:
      'See docs/locks.md for what each of them does and does not do; the finding names the one that broke exclusion ' +
      'or its bounds.',
    repeating: REPEATING,
  }),
  'election-one-leader': guarantee('LOCK-5', {
    title: 'An election has one leader at a time, and its observers see leaders in order',
    meaning:
      "Candidates campaign by the server's Election API, the npm client and etcdctl elect. On the server's side the " +
      'leader is whose key has the lowest create revision; a resignation hands over at once, and the end of a ' +
      "killed leader's lease does within its bounds; an observer is told of leaders in the order in which they " +
      'led. Measured: the number of overlaps, late hand-overs, leaders told out of order, and failed assertions.',
    source: `etcd documentation, page "etcd concurrency API Reference", service Election; ${LOCK_NOTES}.`,
    advice:
      'Guard what a leader does by a transaction that compares the create revision of its key, as with a lock.',
    repeating: REPEATING,
  }),
} as const satisfies Record<string, CriterionData>;
