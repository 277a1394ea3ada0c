import { z } from 'zod';
import type { RecordingApiClient } from '../recording-api-client';

/** Of a Lease, what an election is made of. Source: Kubernetes API, coordination.k8s.io/v1. */
const LeaseSpec = z.looseObject({
  holderIdentity: z.string().optional(),
  leaseDurationSeconds: z.int().optional(),
  acquireTime: z.string().nullish(),
  renewTime: z.string().nullish(),
  leaseTransitions: z.int().optional(),
});
export type LeaseSpec = z.infer<typeof LeaseSpec>;

const Lease = z.looseObject({ metadata: z.looseObject({ resourceVersion: z.string() }), spec: LeaseSpec });
export type Lease = z.infer<typeof Lease>;

/** What an elector asks of its Lease. */
export type LeaseStore = Pick<LeaseObject, 'read' | 'create' | 'update'>;

const COLLECTION = '/apis/coordination.k8s.io/v1/namespaces/default/leases';

/** A Lease object of the namespace "default", read and changed by compare-and-swap through one API server. */
export class LeaseObject {
  constructor(
    private readonly client: RecordingApiClient,
    readonly name: string,
  ) {}

  /** As records name it. */
  get object(): string {
    return `leases/default/${this.name}`;
  }

  /** @returns undefined where no answer came, or none that helps; "none" where there is none */
  async read(): Promise<Lease | 'none' | undefined> {
    const answer = await this.client.perform(
      { verb: 'get', object: this.object },
      { method: 'GET', path: `${COLLECTION}/${this.name}` },
    );
    return answer?.code === 404 ? 'none' : answer?.code === 200 ? Lease.parse(answer.body) : undefined;
  }

  /** @returns undefined where it was not made, or nobody knows */
  async create(spec: LeaseSpec): Promise<Lease | undefined> {
    const answer = await this.client.perform(
      { verb: 'create', object: this.object },
      { method: 'POST', path: COLLECTION, body: { metadata: { name: this.name }, spec } },
    );
    return answer?.code === 201 ? Lease.parse(answer.body) : undefined;
  }

  /** Under the version that it was seen with. @returns undefined where it was not changed, or nobody knows */
  async update(seen: Lease, spec: LeaseSpec): Promise<Lease | undefined> {
    const answer = await this.client.perform(
      { verb: 'update', object: this.object, sent: Number(seen.metadata.resourceVersion) },
      { method: 'PUT', path: `${COLLECTION}/${this.name}`, body: { ...seen, spec } },
    );
    return answer?.code === 200 ? Lease.parse(answer.body) : undefined;
  }
}
