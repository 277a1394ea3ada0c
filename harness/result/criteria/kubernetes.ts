import { bounded, guarantee, type CriterionData } from './criterion';

/** What clients of Kubernetes see of etcd, through real API servers. */
export const kubernetes = {
  'objects-are-keys': guarantee('K8S-1', {
    title: 'Kubernetes objects are keys of etcd, and resourceVersion is the key’s mod_revision',
    meaning:
      'Objects of a dozen kinds, custom ones among them, are made, changed and deleted through an API server. Each has to be at its own ' +
      'key below /registry/, with the mod_revision that the API server calls its resourceVersion, as protobuf, or as JSON where it is a ' +
      'custom one; and gone once it is deleted. A Secret has to be ciphertext where its API server encrypts, and plain in the API. Measured: the number ' +
      'of experiments that failed.',
    source:
      'Kubernetes documentation, "API concepts", section "Resource versions"; k8s.io/apiserver, storage/etcd3.',
    advice: 'Look at the failed test in OUT/suites, and read the key that it names with etcdctl.',
    repeating: 'Repeating helps if the API server did not answer.',
  }),
  'stale-refused': guarantee('K8S-2', {
    title: 'A stale resourceVersion is refused',
    meaning:
      'A PUT or PATCH under a version that is not the newest is answered 409 and changes nothing, and succeeds once the object is read again; ' +
      'without a version a PUT is unconditional or refused with 422, by kind; one that changes nothing writes nothing; a watch shows every ' +
      'change once, in order; and one from a version that is too old is answered 410. Where etcd was set back to an older snapshot, versions come ' +
      'again and a stale PUT goes through, unless the restore bumped the revision: both are shown. Measured: the number of experiments that failed.',
    source:
      'Kubernetes documentation, "API concepts", sections "Updates to existing resources" and "Efficient detection of changes"; Kubernetes ' +
      'API conventions, section "Concurrency control and consistency".',
    advice:
      'Look at the failed test in OUT/suites; compare with linearizable, since a conflict is a guard on mod_revision in etcd.',
    repeating: 'Repeating helps if the API server did not answer.',
  }),
  'no-lock-calls': guarantee('K8S-3', {
    title:
      'Leader election of Kubernetes uses no lock of etcd, but Lease objects changed by compare-and-swap',
    meaning:
      "While controller-managers and schedulers renew their leadership, which are changes of Lease objects, members' own request metrics count no call of " +
      'etcd’s Lock or Election service; a call of the harness’s own shows that they would count one. (The claim as it is often told, that ' +
      'leader election uses etcd’s distributed lock, is wrong.) Measured: the number of experiments that failed.',
    source:
      'Kubernetes documentation, "Leases", section "Leader election"; k8s.io/client-go, tools/leaderelection; etcd documentation, page "etcd ' +
      'concurrency API Reference".',
    advice: 'Look at the failed test in OUT/suites.',
    repeating: 'Repeating helps if members did not tell their metrics.',
  }),
  'elector-fencing': guarantee('K8S-3', {
    title: 'Of electors by a Lease never two act at once where their writes carry a token',
    meaning:
      'Electors that do as client-go does lead by a Lease, and write two objects: one under a check of how often the Lease had changed hands, ' +
      'one without. Each such token has to be one elector’s, and checked writes have to stand in the order of tokens. Measured: the number of ' +
      'contradictions. What one that slept wrote without a check while another led is among the measurements: a Lease alone does not keep it from that.',
    source:
      'Package k8s.io/client-go/tools/leaderelection, which says that it "does not guarantee that only one client is acting as a leader (a.k.a. ' +
      'fencing)"; Kubernetes API, Lease, leaseTransitions.',
    advice: 'Look at the elector records of the Lease that is named, and compare with api-no-lost-update.',
    repeating: 'Repeating helps if no elector came to lead, or none that slept went on.',
  }),
  'leader-hand-over': bounded('K8S-3', 25, {
    title: 'Another controller-manager or scheduler leads within a bounded time once the leader is lost',
    meaning:
      'The one that leads is killed, frozen, and asked to end, and so are electors of the harness, which are cut off too. Measured: the longest ' +
      'time until another one, or the same program started again under another name, was seen to hold the Lease. Each by itself is under ' +
      'measurements (hand-over-kill-kube-scheduler and so on).',
    source:
      "A default of this project's, from those of k8s.io/client-go (tools/leaderelection: 15, 10 and 2 s): who waits looks every 2 to " +
      '4.4 s, and takes a lease 15 s after it saw the last renewal, at its next look: at most 15 + 2 × 4.4 s. Set your own with --threshold ' +
      'leader-hand-over=SECONDS.',
    advice:
      'Look at the logs of the programs in OUT/nodes: who waited for what, and whether an API server answered meanwhile.',
    repeating: 'Repeating helps if the run was cut short, or no API server answered.',
  }),
  'api-gap': bounded('UPG-5', 10, {
    title: 'Each upgrade step interrupts the Kubernetes API for a bounded time',
    meaning:
      'Measured: the longest time in which no API server answered a change. Each has clients of its own, so one that answers is enough: ' +
      'whoever is refused can go on with another one. A time that reaches into a step counts whole for it. What each API server by itself left unanswered is under ' +
      'measurements (longest-api-gap-NODE): one whose only member is restarted answers nothing meanwhile. With one member alone the default is 30 s.',
    source:
      "A default of this project's, not a promise of Kubernetes': twice that of upgrade-gap, since an API server has to notice that its " +
      'member is gone and to connect again. Set your own with --threshold api-gap=SECONDS.',
    advice:
      'See which step it was, and what etcd itself left unanswered then (upgrade-gap). Give API servers more than one member to ask, ' +
      'as the topologies dedicated-3+3 and colocated-3-all do.',
    repeating: 'Repeating helps if the run was cut short or its clients did too little in a step.',
  }),
  'api-no-lost-update': guarantee('K8S-2', {
    title: 'No update through the Kubernetes API is lost',
    meaning:
      'Clients of all API servers count up in the same objects, each under the resourceVersion that it read. What they were told is held ' +
      "against what recorders saw of the objects' keys in etcd: an update has to stand there, be one client's alone, and come right after " +
      'the version that it was made under. Measured: the number of contradictions.',
    source:
      'Kubernetes documentation, "API concepts", section "Resource versions"; Kubernetes API conventions, section "Concurrency control and ' +
      'consistency" (a stale resourceVersion is refused with 409).',
    advice:
      'Controllers rely on it for everything that they do. Keep OUT whole; compare with linearizable: where etcd itself is at fault, that ' +
      'shows it too.',
    repeating: 'Repeating helps if the clients did too little, so that no two of them met.',
  }),
} as const satisfies Record<string, CriterionData>;
