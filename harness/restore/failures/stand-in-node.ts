import { setTimeout as pause } from 'node:timers/promises';
import type { ClusterApi } from '../api/cluster-api';

/** Milliseconds between two signs of life; a node is given up after 50 s without one (kube-controller-manager's default). */
const BEAT = 5_000;

/** A Node object with a capacity that says it is Ready, with no kubelet behind it: pods are scheduled to it, and none runs. */
export class StandInNode {
  private readonly ended = new AbortController();
  private beating: Promise<void> = Promise.resolve();

  private constructor(
    private readonly api: ClusterApi,
    private readonly name: string,
    private cpus: number,
  ) {}

  static async add(api: ClusterApi, name: string, cpus: number): Promise<StandInNode> {
    await api.create({ apiVersion: 'v1', kind: 'Node', metadata: { name } });
    const node = new StandInNode(api, name, cpus);
    await node.beat();
    node.beating = node.keepBeating();
    return node;
  }

  /** From now on it has so many processors. */
  async resize(cpus: number): Promise<void> {
    this.cpus = cpus;
    await this.beat();
  }

  /** @throws whatever kept it from giving a sign of life */
  async close(): Promise<void> {
    this.ended.abort();
    await this.beating;
  }

  private async keepBeating(): Promise<void> {
    try {
      for (;;) {
        await pause(BEAT, undefined, { signal: this.ended.signal });
        await this.beat();
      }
    } catch (error) {
      if (!this.ended.signal.aborted) {
        throw error;
      }
    }
  }

  private async beat(): Promise<void> {
    const now = new Date().toISOString();
    const capacity = { cpu: String(this.cpus), memory: '4Gi', pods: '20' };
    await this.api.done({
      ...{ method: 'PATCH', path: `/api/v1/nodes/${this.name}/status` },
      contentType: 'application/merge-patch+json',
      body: {
        status: {
          ...{ capacity, allocatable: capacity },
          conditions: [
            {
              ...{ type: 'Ready', status: 'True', reason: 'StandIn', message: 'said by the harness' },
              ...{ lastHeartbeatTime: now, lastTransitionTime: now },
            },
          ],
        },
      },
    });
  }
}
