import { identityOf, type Objects } from '../fidelity/sight';
import { NAMESPACE } from './kept-objects';
import { TOKEN_SECRET } from './tokens';
import { CLAIMS } from './volumes';

interface Worked {
  readonly status?: {
    readonly replicas?: number;
    readonly active?: number;
    readonly used?: object;
    readonly completionTime?: string;
    readonly phase?: string;
  };
}

/** The Deployment has its pods, a Job its own, another one is finished, the quota counted, claims are bound, and there is a token. */
export function isWorkedOn(objects: Objects): boolean {
  const statusOf = (name: string) => (objects.get(name) as Worked | undefined)?.status;
  return (
    statusOf(`apps Deployment ${NAMESPACE}/web`)?.replicas === 2 &&
    statusOf(`batch Job ${NAMESPACE}/once`)?.active === 1 &&
    statusOf(`ResourceQuota ${NAMESPACE}/roomy`)?.used !== undefined &&
    statusOf(`batch Job ${NAMESPACE}/finished`)?.completionTime !== undefined &&
    Object.values(CLAIMS).every(
      (claim) => statusOf(`PersistentVolumeClaim ${NAMESPACE}/${claim}`)?.phase === 'Bound',
    ) &&
    objects.get(identityOf(TOKEN_SECRET))?.['data'] !== undefined
  );
}
