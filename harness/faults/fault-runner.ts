import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from '../cluster/cluster';
import type { Journal } from '../journal/journal';
import type { RecordOf } from '../journal/record';
import type { RecordingClient } from '../workload/recording-client';
import { carryOut } from './carry-out';
import type { Injection } from './fault';
import { faultNamed, type PlannedFault } from './schedule';

export interface FaultRunnerOptions {
  readonly cluster: Cluster;
  readonly journal: Journal;
  readonly operator: (member: string) => RecordingClient;
  readonly recorded: () => number;
  /** The negative control: nothing is injected, so every proof must fail. */
  readonly inert: boolean;
  readonly onState: (fault: PlannedFault, target: string, state: RecordOf<'fault'>['state']) => void;
}

/** Does the planned faults one after another, each with its proof, and writes down what happened. */
export class FaultRunner {
  constructor(private readonly options: FaultRunnerOptions) {}

  /** @throws where the cluster does not come back from it */
  async run(planned: PlannedFault): Promise<void> {
    const injection = await this.prepare(planned);
    await carryOut(injection, {
      inert: this.options.inert,
      note: (state, proof) => this.note(planned, injection, state, proof),
      meanwhile: () => pause(planned.holdMs),
    });
  }

  private async prepare({ name, aim, pick }: PlannedFault): Promise<Injection> {
    const { cluster, operator, recorded } = this.options;
    const fault = faultNamed(name);
    if (fault === undefined) {
      throw new Error(`the schedule names a fault that does not exist: ${name}`);
    }
    const leader = await cluster.leader();
    const followers = cluster.members.filter((member) => member !== leader);
    const follower = followers[pick % Math.max(1, followers.length)];
    const [victim, other] = aim === 'leader' ? [leader, follower] : [follower ?? leader, leader];
    return fault.prepare({ cluster, victim: victim.name, other: other?.name, operator, recorded });
  }

  private note(
    planned: PlannedFault,
    { target, quorum }: Injection,
    state: RecordOf<'fault'>['state'],
    proof?: string,
  ): void {
    const { journal, onState } = this.options;
    journal.write({
      type: 'fault',
      t: journal.clock(),
      fault: planned.number,
      name: planned.name,
      target,
      state,
      quorum,
      ...(proof === undefined ? {} : { proof }),
    });
    onState(planned, target, state);
  }
}
