import { bounded, guarantee, type CriterionData } from './criterion';

/** What clients of Kubernetes see of etcd, through real API servers. */
export const kubernetes = {
  'api-gap': bounded('UPG-5', 10, {
    title: 'Each upgrade step interrupts the Kubernetes API for a bounded time',
    meaning:
      'Measured: the longest time in which no API server answered a change, of clients that go on with another server where one ' +
      'does not answer. A time that reaches into a step counts whole for it. What each API server by itself left unanswered is under ' +
      'measurements (longest-api-gap-NODE): one whose only member is restarted answers nothing meanwhile.',
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
