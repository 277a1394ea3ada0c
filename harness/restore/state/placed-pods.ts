import type { KubernetesObject } from '../api/object';
import { shared } from './kept-objects';
import { CLAIMS } from './volumes';
import { MACHINE } from './working-objects';

const STARTED = '2026-01-01T00:00:00Z';
const MACHINE_ADDRESS = '192.0.2.10';

/** A pod that no controller owns, put on the machine by hand, and what a kubelet would say of it, said by the harness. */
export interface PlacedPod {
  readonly pod: KubernetesObject;
  readonly status: object;
}

const placed = (
  name: string,
  status: object,
  metadata: Readonly<Record<string, unknown>> = {},
  spec: object = {},
): PlacedPod => ({
  pod: shared(
    ...(['v1', 'Pod', name] as const),
    {
      spec: {
        ...{ nodeName: MACHINE.metadata.name, automountServiceAccountToken: false, restartPolicy: 'Never' },
        containers: [{ name: 'c', image: 'none.invalid/none' }],
        ...spec,
      },
    },
    metadata,
  ),
  status: { status: { hostIP: MACHINE_ADDRESS, startTime: STARTED, ...status } },
});

const running = (podIP: string) => ({
  ...{ phase: 'Running', podIP, podIPs: [{ ip: podIP }] },
  conditions: ['Ready', 'ContainersReady'].map((type) => ({ type, status: 'True' })),
});

export const PLACED: readonly PlacedPod[] = [
  // The endpoint of a Service that selects it.
  placed('server', running('10.244.0.9'), { labels: { app: 'inside' } }),
  placed('done', { phase: 'Succeeded' }),
  placed('broken', { phase: 'Failed', reason: 'Error' }),
  // What a kubelet shows of a pod that a file on its machine asks for.
  placed('static-machine-1', running(MACHINE_ADDRESS), {
    annotations: { 'kubernetes.io/config.mirror': 'd41d8cd98f00b204', 'kubernetes.io/config.source': 'file' },
  }),
  // One that uses a volume which has to be attached.
  placed(
    'reader',
    running('10.244.0.10'),
    {},
    {
      volumes: [{ name: 'v', persistentVolumeClaim: { claimName: CLAIMS.retained } }],
    },
  ),
];

/** A Job that has nothing to do, which its controller finishes at once. */
export const FINISHED_JOB: KubernetesObject = shared('batch/v1', 'Job', 'finished', {
  spec: {
    completions: 0,
    template: { spec: { containers: [{ name: 'c', image: 'none.invalid/none' }], restartPolicy: 'Never' } },
  },
});
