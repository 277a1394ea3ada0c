import { z } from 'zod';
import { PacedCalls } from '../paced-calls';
import type { RecordingApiClient } from '../recording-api-client';
import { clientsOf } from './clients';
import { inTurn } from './in-turn';
import type { StartLoad } from './load';

/** A kubelet's: its lease lasts 40 s, and is renewed after a quarter of that (pkg/kubelet/nodelease). */
const LEASE_SECONDS = 40;
const RENEWED_EVERY = 10_000_000;
const OF_EACH_SERVER = 4;
const LABEL = 'etcd-assay=load';

const NODES = '/api/v1/nodes';
const LEASES = '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases';

const Lease = z.looseObject({ metadata: z.looseObject({ resourceVersion: z.string() }) });
type Lease = z.infer<typeof Lease>;

/** Nodes that nobody runs, whose leases are renewed as kubelets renew theirs, evenly over the time between two renewals. */
export const nodeHeartbeats: StartLoad = async (place) => {
  const clients = clientsOf(place, OF_EACH_SERVER);
  const names = Array.from(
    { length: place.nodes },
    (_, index) => `fake-${String(index + 1).padStart(5, '0')}`,
  );
  const kubelets = names.map(
    (name, index) => new FakeKubelet(name, clients[index % clients.length] as RecordingApiClient),
  );
  await inTurn(kubelets, clients.length, (kubelet) => kubelet.register());
  const beats = new PacedCalls(place.journal, RENEWED_EVERY / names.length, (due, count) =>
    (kubelets[count % kubelets.length] as FakeKubelet).renew(due),
  );
  return {
    stop: async () => {
      await beats.stop();
      const [first] = clients as [RecordingApiClient];
      for (const [kind, path] of [
        ['minions', NODES],
        ['leases/kube-node-lease', LEASES],
      ] as const) {
        await first.perform(
          { verb: 'delete', object: `${kind}/` },
          { method: 'DELETE', path: `${path}?labelSelector=${LABEL}`, counted: true },
        );
      }
      clients.forEach((client) => client.close());
    },
  };
};

/** As much of a kubelet as an API server sees of one that has nothing to do. */
class FakeKubelet {
  /** As it was answered last; undefined where that is not known any more. */
  private lease: Lease | undefined;

  constructor(
    private readonly name: string,
    private readonly client: RecordingApiClient,
  ) {}

  async register(): Promise<void> {
    const { name, client } = this;
    const now = new Date().toISOString();
    const metadata = { name, labels: { 'etcd-assay': 'load' } };
    const ready = { type: 'Ready', status: 'True', reason: 'KubeletReady' };
    await client.perform(
      { verb: 'create', object: `minions/${name}` },
      {
        ...{ method: 'POST', path: NODES },
        body: {
          ...{ metadata, spec: { unschedulable: true } },
          status: { conditions: [{ ...ready, lastHeartbeatTime: now, lastTransitionTime: now }] },
        },
      },
    );
    const made = await client.perform(
      { verb: 'create', object: this.object },
      { method: 'POST', path: LEASES, body: { metadata, spec: this.spec() } },
    );
    this.lease = made === undefined ? undefined : Lease.safeParse(made.body).data;
  }

  /** One that was changed by somebody else, or of which no answer came, is read first, as client-go does. */
  async renew(due: number): Promise<void> {
    const { client, object } = this;
    const path = `${LEASES}/${this.name}`;
    if (this.lease === undefined) {
      const read = await client.perform({ verb: 'get', object }, { method: 'GET', path });
      this.lease = read?.code === 200 ? Lease.safeParse(read.body).data : undefined;
    }
    const { lease } = this;
    if (lease !== undefined) {
      const answer = await client.perform(
        { verb: 'update', object, due, sent: Number(lease.metadata.resourceVersion) },
        { method: 'PUT', path, body: { ...lease, spec: this.spec() } },
      );
      this.lease = answer?.code === 200 ? Lease.safeParse(answer.body).data : undefined;
    }
  }

  private get object(): string {
    return `leases/kube-node-lease/${this.name}`;
  }

  private spec() {
    const renewTime = new Date().toISOString().replace('Z', '000Z');
    return { holderIdentity: this.name, leaseDurationSeconds: LEASE_SECONDS, renewTime };
  }
}
