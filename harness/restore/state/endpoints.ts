import type { KubernetesObject } from '../api/object';
import { ours, shared } from './kept-objects';

const ADDRESS = '203.0.113.7';
const PORT = 80;

/** A Service without a selector: where it leads was written down by hand. */
export const BY_HAND: readonly KubernetesObject[] = [
  ours('v1', 'Service', 'external', { spec: { ports: [{ port: PORT }] } }),
  shared('v1', 'Endpoints', 'external', {
    subsets: [{ addresses: [{ ip: ADDRESS }], ports: [{ port: PORT }] }],
  }),
  // Another Service's: of the one above, Kubernetes makes a slice by itself from its Endpoints.
  ours('v1', 'Service', 'sliced', { spec: { ports: [{ port: PORT }] } }),
  shared(
    ...(['discovery.k8s.io/v1', 'EndpointSlice', 'sliced-by-hand'] as const),
    {
      ...{ addressType: 'IPv4', ports: [{ port: PORT }] },
      endpoints: [{ addresses: [ADDRESS], conditions: { ready: true } }],
    },
    {
      labels: {
        'kubernetes.io/service-name': 'sliced',
        'endpointslice.kubernetes.io/managed-by': 'assay.example',
      },
    },
  ),
];
