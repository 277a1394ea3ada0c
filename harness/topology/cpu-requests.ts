import type { NodeSpec } from './topology';

/**
 * Millicores that kubeadm's manifests request for each program of a master node (Kubernetes, cmd/kubeadm/app/phases:
 * controlplane/manifests.go and etcd/local.go).
 */
const CPU_REQUESTS: Readonly<Record<NodeSpec['runs'][number], number>> = {
  etcd: 100,
  'kube-apiserver': 250,
  'kube-controller-manager': 200,
  'kube-scheduler': 100,
};

/** Of the programs of a node, by name. */
export const cpuRequestsOf = ({ runs }: Pick<NodeSpec, 'runs'>): Readonly<Record<string, number>> =>
  Object.fromEntries(runs.map((program) => [program, CPU_REQUESTS[program]]));
