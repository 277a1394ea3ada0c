import { LOAD_NAMESPACE } from './load';

export const PODS = `/api/v1/namespaces/${LOAD_NAMESPACE}/pods`;

/** A pod of which nobody will run anything: no node has a kubelet. @param held a scheduler leaves it alone */
export const podNamed = (name: string, { held }: { readonly held: boolean }) => ({
  metadata: { name, labels: { 'etcd-assay': held ? 'standing' : 'churned' } },
  spec: {
    automountServiceAccountToken: false,
    containers: [{ name: 'main', image: 'etcd-assay.invalid/nothing:1' }],
    ...(held ? { schedulingGates: [{ name: 'etcd-assay.invalid/held' }] } : {}),
  },
});
