import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from '../cluster/cluster';
import type { Journal } from '../journal/journal';
import type { RecordOf } from '../journal/record';
import type { RecordingClient } from '../workload/recording-client';
import { NotDone, type Injection } from './fault';
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
    const note = (state: RecordOf<'fault'>['state'], proof?: string) =>
      this.note(planned, injection, state, proof);
    note('inject');
    const refusal = this.options.inert ? undefined : await injected(injection);
    const { proven, words } = await injection.prove();
    note(proven ? 'proven' : 'unproven', refusal === undefined ? words : `${words} (${refusal})`);
    await pause(planned.holdMs);
    note('heal');
    await injection.heal();
    note('healed');
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

/** @returns why etcd did not do its part; a fault that did not take effect is for the proof to tell */
async function injected(injection: Injection): Promise<string | undefined> {
  try {
    await injection.inject();
    return undefined;
  } catch (error) {
    if (error instanceof NotDone) {
      return error.message;
    }
    throw error;
  }
}
