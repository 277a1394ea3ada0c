import type { Cluster } from '../cluster/cluster';
import { CALL_DEADLINE, type Load } from '../workload/load';
import type { ClientNumbers } from '../workload/client-numbers';
import { RecordingClient } from '../workload/recording-client';
import type { Raised } from './raise';
import type { Journal } from '../journal/journal';
import type { Plan } from './plan';
import type { ProgressEvent } from '../progress/event';

/** A cluster that answers, and who is to be told what. */
export interface Stand extends Raised {
  readonly plan: Plan;
  readonly journal: Journal;
  readonly tell: (event: ProgressEvent) => void;
  readonly signal: AbortSignal;
}

/** All that an experiment works with: clients too. */
export interface Bench extends Stand {
  readonly load: Load;
}

/** Recording clients of the harness itself, one a member, made when first needed. */
export class Operators {
  private readonly clients = new Map<string, RecordingClient>();

  constructor(
    private readonly cluster: Cluster,
    private readonly journal: Journal,
    private readonly numbers: ClientNumbers,
    private readonly role: 'traffic' | 'final',
    private readonly scope: string,
    /** Milliseconds that a call may take. */
    private readonly deadline = 2 * CALL_DEADLINE,
  ) {}

  readonly at = (member: string): RecordingClient => {
    const known = this.clients.get(member);
    if (known !== undefined) {
      return known;
    }
    const client = new RecordingClient(
      {
        client: this.numbers.next(),
        member,
        endpoint: this.cluster.network.clientEndpoint(member),
        role: this.role,
        scope: this.scope,
        deadline: this.deadline,
      },
      this.journal,
    );
    this.clients.set(member, client);
    return client;
  };

  close(): void {
    this.clients.forEach((client) => client.close());
  }
}
