/**
 * Every claim that this project is to put to the test, with what an honest verdict on it has to show. Which of them
 * this version judges follows from the criteria; `etcd-assay claims` lists both.
 */
const CLAIM_DATA = {
  'CAS-1': [
    'The lock scope is the key: clients that change different keys never conflict.',
    'Two clients that change different keys never conflict; the history of each key linearizes.',
  ],
  'CAS-2': [
    'The lock scope can be a key range: a guard over it sees every change inside and none outside.',
    'A guard over a range (range_end) stops what follows a change or a new key in it, is blind to deletions, is untouched by keys outside; and what to do about deletions.',
  ],
  'CAS-3': [
    'A change is a compare-and-swap: guards on mod_revision, version, create_revision, value and lease each work.',
    'Each of the five guards decides rightly; a guard on value is fooled by a value that comes back, one on mod_revision is not.',
  ],
  'CAS-4': [
    'Of the clients that change one key at once, one succeeds and the others see the conflict and retry.',
    'One winner a revision under many clients and faults, no lost update, a retry loop that ends; a swap without an answer is neither won nor lost.',
  ],
  'CAS-5': [
    'Different keys can be changed in parallel.',
    'Throughput over disjoint keys against one hot key, and the conflict rate against contention, as a curve.',
  ],
  'CAS-6': [
    'Each change is atomic: no reader, watcher or member ever sees half a transaction.',
    'Reads, watches and member contents that show all of a transaction or nothing of it.',
  ],
  'LOCK-1': [
    'A lock is a key with a lease; waiters queue by create revision.',
    'The ownership key, the lease attached to it, and the waiting order by create revision.',
  ],
  'LOCK-2': [
    'A client that ends loses its lock by lease expiry.',
    'Released within both bounds of its lease after kill -9, freeze, network cut and graceful exit, with the renewal by a new leader allowed for.',
  ],
  'LOCK-3': [
    'Only one of many clients works at a time; a frozen holder that wakes late is stopped by fencing.',
    "Ownership never overlaps on the server's side; a holder that wakes late does overlap in its own belief, and a check of the lock's revision stops its work.",
  ],
  'LOCK-4': [
    "etcdctl lock, the server's Lock API and a client library's lock behave alike.",
    'One experiment over etcdctl lock, the v3lock gRPC service, the npm client and the session recipe, with their differences in a table.',
  ],
  'LOCK-5': [
    'Election built the same way gives one leader.',
    'Campaign, observe, resign and the loss of the leader.',
  ],
  'K8S-1': [
    'Kubernetes objects are etcd keys and values.',
    'Object and /registry key, resourceVersion and mod_revision, through a real kube-apiserver.',
  ],
  'K8S-2': [
    'A stale resourceVersion is refused.',
    'A conflict on a stale version and a retry that succeeds; what no version means by kind; an identical update that writes nothing; no lost update.',
  ],
  'K8S-3': [
    "Leader election uses etcd's distributed lock API.",
    "Lease objects changed by compare-and-swap through the API server, and no lock call in etcd's own request metrics; one leader at a time, and the time of a hand-over.",
  ],
  'TOPO-1': [
    'Dedicated: etcd runs on nodes of its own.',
    'Members alone on their nodes, the control plane elsewhere.',
  ],
  'TOPO-2': [
    'Co-located: etcd is a static pod on the master node beside the control plane.',
    "The same components sharing one node's CPU, memory and disk; a third arm with all endpoints separates interference from the local endpoint.",
  ],
  'TOPO-3': [
    'Dedicated and co-located differ in latency, stability and in what the loss of a node costs.',
    'The same resources in interleaved runs: fsync, commit, API latency, leader changes, loss of a node, each with an interval.',
  ],
  'NET-1': [
    'The defaults are made for the latency of one data centre.',
    'The round-trip time and jitter at which the defaults stop being stable, able to re-elect, inside a latency target: three thresholds.',
  ],
  'NET-2': [
    'Across data centres heartbeat and election timeout must follow the round-trip time.',
    'The same sweep with tuned timers, and what tuning costs.',
  ],
  'NET-3': [
    'Clusters across regions are not advisable; members belong close together.',
    'Latency, throughput and unavailability as distance grows, by placement and by where the leader is.',
  ],
  'REST-1': [
    'A snapshot holds API objects, cluster configuration, RBAC, ConfigMaps, Secrets, network policy and node information.',
    'Object by object and field by field after a real restore.',
  ],
  'REST-2': [
    'A snapshot does not hold application data, contents of persistent volumes, images or process state.',
    'Each of them shown to be absent.',
  ],
  'REST-3': [
    'etcdctl snapshot save gives one binary file, and etcdctl get --print-value-only shows YAML.',
    'What really comes out: the second half does not hold on a cluster that stores protobuf.',
  ],
  'REST-4': ['Velero holds the same resources and the data of persistent volumes too.', 'Shown by bytes.'],
  'REST-5': [
    "Velero's bucket holds backup.json, resources/*.json and volumesnapshots/.",
    'What the bucket really holds.',
  ],
  'REST-6': [
    'A Velero restore often fails at first: order, node resources, storage class, network policy, security context.',
    'Each provoked for real, with what Velero reports and what puts it right.',
  ],
  'REST-7': [
    'Snapshot and Velero differ in scope, not in form.',
    'A matrix of objects and fields by snapshot, snapshot with revision bump, and Velero; every cell measured.',
  ],
  'UPG-1': [
    'No acknowledged write is lost in a rolling upgrade.',
    "The record replayed against every member's final content.",
  ],
  'UPG-2': ['Revisions never go back.', 'Over all clients, members and steps.'],
  'UPG-3': ['Members agree, mixed versions included.', 'HashKV and contents.'],
  'UPG-4': [
    'Watches go on without a gap.',
    'Streams resumed across each restart, and a minimum of events through each member.',
  ],
  'UPG-5': [
    'The cluster stays available but for a bounded gap a step.',
    "The longest gap of writes and of linearizable reads, by step, against the operator's bound.",
  ],
  'UPG-6': [
    'Every member ends at the wanted version, the cluster version is raised, none restarted unasked.',
    "Each member's status, and the record of its processes.",
  ],
  'CONS-1': [
    'Operations are linearizable.',
    'One order by revision that explains every answer and keeps real time.',
  ],
  'CONS-2': [
    'Watches keep their documented guarantees: ordered, unique, reliable, atomic, resumable, bookmarkable.',
    'Each of them by name, of every watch.',
  ],
  'CONS-3': [
    'Leases keep their bounds.',
    'Keys that go neither before the last answered renewal allows nor after the last possible one does.',
  ],
  'CONS-4': [
    'Acknowledged writes survive kill -9 and loss of power.',
    "The record replayed against every member's final content, after members were killed.",
  ],
  'CONS-5': [
    "Serializable reads are some member's true past.",
    'Each answer against the state at its own revision.',
  ],
  'CONS-6': [
    'Every member answers linearizable reads within a bound after the last heal.',
    "The slowest member's first answer.",
  ],
} as const satisfies Record<string, readonly [statement: string, shows: string]>;

export type ClaimId = keyof typeof CLAIM_DATA;

/** A statement about etcd, Kubernetes or backups that can be shown to hold or not. */
export interface Claim {
  readonly id: ClaimId;
  readonly statement: string;
  /** What an honest verdict on it has to show. */
  readonly shows: string;
}

export const CLAIMS: readonly Claim[] = Object.entries(CLAIM_DATA).map(([id, [statement, shows]]) => ({
  id: id as ClaimId,
  statement,
  shows,
}));

export const statementOf = (id: ClaimId): string => CLAIM_DATA[id][0];
