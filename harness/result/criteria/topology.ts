import { guarantee, type CriterionData } from './criterion';

const REPEATING = 'Repeating helps if the run was cut short before anybody looked.';

/** Where programs run. */
export const topology = {
  'alone-on-its-node': guarantee('TOPO-1', {
    title: 'A dedicated member is alone on its node',
    meaning:
      'On every node that is to run a member alone, the processes of the node are looked at while figures count: a member has to be among them, and ' +
      'no program of a control plane. Measured: the number of looks at which that was not so.',
    source: 'etcd documentation, page "Hardware recommendations"; kubeadm documentation, "External etcd".',
    advice: 'It is the harness that places programs: report it.',
    repeating: REPEATING,
  }),
  'beside-control-plane': guarantee('TOPO-2', {
    title: 'A co-located member shares its node with a whole control plane',
    meaning:
      'On every node that is to run both, the processes of the node are looked at while figures count: etcd, kube-apiserver, ' +
      'kube-controller-manager and kube-scheduler have to be among them. Measured: the number of looks at which one was missing.',
    source:
      'Documentation of kubeadm, "Options for Highly Available Topology", section "Stacked etcd topology".',
    advice:
      'A program that ends by itself is in its log in OUT/nodes; all else is the harness, and worth a report.',
    repeating: REPEATING,
  }),
} as const satisfies Record<string, CriterionData>;
