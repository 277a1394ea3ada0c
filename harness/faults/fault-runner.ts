import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from '../cluster/cluster';
import type { Journal } from '../journal/journal';
import type { RecordOf } from '../journal/record';
import type { Node } from '../runtime/node';
import type { RecordingClient } from '../workload/recording-client';
import type { Injection } from './fault';
import { until, WaitedInVain } from '../time/until';
import { injected } from './injected';
import { quorumWithout } from './quorum-without';
import { faultNamed, type PlannedFault } from './schedule';

export interface FaultRunnerOptions {
  readonly cluster: Cluster;
  readonly journal: Journal;
  readonly operator: (member: string) => RecordingClient;
  readonly recorded: () => number;
  /** Whether clients got every kind of work done that was begun since then, on the journal's clock. */
  readonly worked: (since: number) => boolean;
  readonly spares: readonly Node[];
  /** The negative control: nothing is injected, so every proof must fail. */
  readonly inert: boolean;
  readonly onState: (fault: PlannedFault, target: string, state: RecordOf<'fault'>['state']) => void;
}

/** A planned fault, made ready. */
interface Ready {
  readonly planned: PlannedFault;
  readonly injection: Injection;
}

/** One that was begun, and when, on the journal's clock. */
interface Begun extends Ready {
  readonly at: number;
}

/** How long a member may take to answer again when all faults have been taken back. */
const WHOLE_AGAIN = 60_000;
/** How much longer than planned a fault may last for clients to get every kind of work done. */
const WORKED = 3_000;

/** Does planned faults, each with its proof, and writes down what happened. */
export class FaultRunner {
  constructor(private readonly options: FaultRunnerOptions) {}

  /**
   * Does a fault, or several of which each begins while those before it last; they are taken back together.
   * @throws where the cluster does not come back from it
   */
  async run(...together: readonly PlannedFault[]): Promise<void> {
    const { members } = this.options.cluster;
    const ready: Ready[] = [];
    for (const planned of together) {
      ready.push({ planned, injection: await this.prepare(planned) });
    }
    const begun: Begun[] = [];
    const quorum = () => hasQuorum(begun, members.length);
    try {
      for (const one of ready) {
        begun.push({ ...one, at: this.options.journal.clock() });
        await this.begin(one, quorum());
      }
      await pause(Math.max(...together.map(({ holdMs }) => holdMs)));
      await this.worked(begun, quorum());
    } finally {
      // Also where one of them went wrong: what comes after is to meet a cluster that nothing is done to.
      begun.forEach((one) => this.note(one, quorum(), 'heal'));
      await Promise.all(begun.map(({ injection }) => injection.heal()));
    }
    await Promise.all(this.options.cluster.members.map((member) => member.ready(WHOLE_AGAIN)));
    begun.forEach((one) => this.note(one, quorum(), 'healed'));
  }

  /** A fault that leaves a quorum lasts until clients have worked during it, however long their calls hung. */
  private async worked(begun: readonly Begun[], quorum: boolean): Promise<void> {
    const since = Math.max(...begun.map(({ at }) => at));
    const what = { within: WORKED, what: 'work of every kind' };
    await until(() => !quorum || this.options.worked(since), what).catch((error: unknown) => {
      // That too little was done is for the judges of the load to say.
      if (!(error instanceof WaitedInVain)) {
        throw error;
      }
    });
  }

  private async begin(one: Ready, quorum: boolean): Promise<void> {
    this.note(one, quorum, 'inject');
    const refusal = this.options.inert ? undefined : await injected(one.injection);
    const { proven, words } = await one.injection.prove();
    const proof = refusal === undefined ? words : `${words} (${refusal})`;
    this.note(one, quorum, proven ? 'proven' : 'unproven', proof);
  }

  private async prepare({ name, aim, pick }: PlannedFault): Promise<Injection> {
    const { cluster, operator, recorded, spares } = this.options;
    const fault = faultNamed(name);
    if (fault === undefined) {
      throw new Error(`the schedule names a fault that does not exist: ${name}`);
    }
    const leader = await cluster.leader();
    const followers = cluster.members.filter((member) => member !== leader);
    const follower = followers[pick % Math.max(1, followers.length)];
    const [victim, other] = aim === 'leader' ? [leader, follower] : [follower ?? leader, leader];
    return fault.prepare({ cluster, victim: victim.name, other: other?.name, operator, recorded, spares });
  }

  private note(
    { planned, injection: { target } }: Ready,
    quorum: boolean,
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

/** Each leaves a majority by itself, and so do the members that all of them take out together. */
function hasQuorum(faults: readonly Ready[], members: number): boolean {
  const out = new Set(faults.flatMap(({ injection }) => injection.out));
  return faults.every(({ injection }) => injection.quorum) && quorumWithout(out.size, members);
}
