/** The claims that this release assays, by id; `etcd-assay explain ID` shows what judges each. */
const STATEMENTS = {
  'CAS-1': 'The lock scope is the key: clients that change different keys never conflict.',
  'CAS-3':
    'A change is a compare-and-swap: guards on mod_revision, version, create_revision, value and lease each work.',
  'CAS-4':
    'Of the clients that change one key at once, one succeeds and the others see the conflict and retry.',
  'CAS-6': 'Each change is atomic: no reader, watcher or member ever sees half a transaction.',
  'LOCK-1': 'A lock is a key with a lease; waiters queue by create revision.',
  'LOCK-2': 'A client that ends loses its lock by lease expiry.',
  'LOCK-3':
    'Only one of many clients works at a time; a frozen holder that wakes late is stopped by fencing.',
  'UPG-1': 'No acknowledged write is lost in a rolling upgrade.',
  'UPG-2': 'Revisions never go back.',
  'UPG-3': 'Members agree, mixed versions included.',
  'UPG-4': 'Watches go on without a gap.',
  'UPG-5': 'The cluster stays available but for a bounded gap a step.',
  'UPG-6': 'Every member ends at the wanted version, the cluster version is raised, none restarted unasked.',
  'CONS-1': 'Operations are linearizable.',
  'CONS-3': 'Leases keep their bounds.',
  'CONS-5': "Serializable reads are some member's true past.",
  'CONS-6': 'Every member answers linearizable reads within a bound after the last heal.',
} as const;

export type ClaimId = keyof typeof STATEMENTS;

/** A statement about etcd, Kubernetes or backups that can be shown to hold or not. */
export interface Claim {
  readonly id: ClaimId;
  readonly statement: string;
}

/** The claims that suites of this release assay. */
export const CLAIMS: readonly Claim[] = Object.entries(STATEMENTS).map(([id, statement]) => ({
  id: id as ClaimId,
  statement,
}));
