import { testProgram } from '../../cluster/testing/programs';
import { ApiClient } from '../../kubernetes/api-client';
import { liveControlPlane } from '../../kubernetes/testing/live-control-plane';
import type { ControlGroups } from '../../runtime/control-groups';
import { equipment } from '../equipment';
import { Worker } from '../worker';
import { ONE_NODE } from './one-node';

export interface LiveWorker {
  readonly worker: Worker;
  /** An administrator's. */
  readonly client: ApiClient;
  close(): Promise<void>;
}

/** Raises it, for tests inside the sandbox, and waits until the node is Ready. */
export async function liveWorker(groups: ControlGroups): Promise<LiveWorker> {
  const live = await liveControlPlane(ONE_NODE, groups);
  const [at = ''] = live.plane.endpoints.values();
  const client = new ApiClient(at, live.plane.identity, 10_000);
  const close = async (): Promise<void> => {
    client.close();
    await live.close();
  };
  try {
    const [{ node } = unreachable()] = live.plane.masters;
    const worker = await Worker.start({
      ...{ node, master: node, pki: live.pki, equipment: equipment() },
      paths: { kubelet: testProgram('kubelet-1.34.4'), pause: testProgram('pause') },
    });
    await worker.ready(client);
    return { worker, client, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const unreachable = (): never => {
  throw new Error('the topology has a master');
};
