import type { ClusterApi } from '../api/cluster-api';
import type { KubernetesObject } from '../api/object';
import type { Look } from './case';

interface Seen {
  readonly status?: {
    readonly phase?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly message?: string;
    }[];
  };
}

const ABSENT = (what: string): Look => ({ usable: false, words: `there is no ${what}` });

/** A pod is usable once it is scheduled: no kubelet is there that could run it. */
export async function lookAtPod(api: ClusterApi, namespace: string): Promise<Look> {
  const pod = (await api.find(`/api/v1/namespaces/${namespace}/pods/worker`)) as Seen | undefined;
  if (pod === undefined) {
    return ABSENT('pod');
  }
  const scheduled = pod.status?.conditions?.find(({ type }) => type === 'PodScheduled');
  const why = scheduled?.message === undefined ? '' : `: ${scheduled.message}`;
  return scheduled?.status === 'True'
    ? { usable: true, words: 'the pod is scheduled' }
    : { usable: false, words: `the pod is ${String(pod.status?.phase)}${why}` };
}

/** A claim is usable once it is bound. */
export async function lookAtClaim(api: ClusterApi, namespace: string): Promise<Look> {
  const claim = (await api.find(`/api/v1/namespaces/${namespace}/persistentvolumeclaims/data`)) as
    Seen | undefined;
  if (claim === undefined) {
    return ABSENT('claim');
  }
  const phase = String(claim.status?.phase);
  return phase === 'Bound'
    ? { usable: true, words: 'the claim is Bound' }
    : { usable: false, words: `the claim is ${phase}${await eventAbout(api, namespace)}` };
}

/** What the controllers say of it last. */
async function eventAbout(api: ClusterApi, namespace: string): Promise<string> {
  const events = await api.list({
    ...{ apiVersion: 'v1', kind: 'Event', plural: `namespaces/${namespace}/events` },
    ...{ namespaced: false, verbs: ['list'] },
  });
  const failed = (events as (KubernetesObject & { reason?: string; message?: string })[]).findLast(
    ({ reason }) => reason === 'ProvisioningFailed',
  );
  return failed?.message === undefined ? '' : `: ${failed.message}`;
}

export async function lookAtCustomResource(api: ClusterApi, path: string): Promise<Look> {
  return (await api.find(path)) === undefined
    ? ABSENT('custom resource')
    : { usable: true, words: 'the custom resource is there' };
}
