/** A statement about etcd, Kubernetes or backups that can be shown to hold or not. */
export interface Claim {
  readonly id: string;
  readonly statement: string;
}

const claim = (id: string, statement: string): Claim => ({ id, statement });

/** The claims that suites of this release assay. */
export const CLAIMS: readonly Claim[] = [
  claim('CAS-1', 'The lock scope is the key: clients that change different keys never conflict.'),
  claim(
    'CAS-3',
    'A change is a compare-and-swap: guards on mod_revision, version, create_revision, value and lease each work.',
  ),
  claim(
    'CAS-4',
    'Of the clients that change one key at once, one succeeds and the others see the conflict and retry.',
  ),
  claim('CAS-6', 'Each change is atomic: no reader, watcher or member ever sees half a transaction.'),
  claim('LOCK-1', 'A lock is a key with a lease; waiters queue by create revision.'),
  claim('LOCK-2', 'A client that ends loses its lock by lease expiry.'),
  claim(
    'LOCK-3',
    'Only one of many clients works at a time; a frozen holder that wakes late is stopped by fencing.',
  ),
  claim('UPG-1', 'No acknowledged write is lost in a rolling upgrade.'),
  claim('UPG-2', 'Revisions never go back.'),
  claim('UPG-3', 'Members agree, mixed versions included.'),
  claim('UPG-4', 'Watches go on without a gap.'),
  claim('UPG-5', 'The cluster stays available but for a bounded gap a step.'),
  claim(
    'UPG-6',
    'Every member ends at the wanted version, the cluster version is raised, none restarted unasked.',
  ),
  claim('CONS-1', 'Operations are linearizable.'),
  claim('CONS-3', 'Leases keep their bounds.'),
  claim('CONS-5', "Serializable reads are some member's true past."),
  claim('CONS-6', 'Every member answers linearizable reads within a bound after the last heal.'),
];
