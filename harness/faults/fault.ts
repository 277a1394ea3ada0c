import type { Cluster } from '../cluster/cluster';
import type { Node } from '../runtime/node';
import type { RecordingClient } from '../workload/recording-client';

/** Whom a fault is aimed at; who that is is decided when it happens, so that schedules repeat. */
export const AIMS = ['leader', 'follower'] as const;
type Aim = (typeof AIMS)[number];

/** What a fault disturbs. A fault of a member may come while one of links lasts. */
type Disturbs = 'member' | 'links' | 'cluster';

/** What the cluster has to be given before it starts, for a fault to be possible later. */
interface Needs {
  /** Each member's data on a disk of its own. */
  readonly disk?: 'loop';
  /** Nodes on which no member runs yet. */
  readonly spares?: number;
  /** More of each member's command line, at a version. */
  readonly flags?: (version: string) => readonly string[];
}

/** What was observed, apart from the injector: the only ground on which a fault counts as having happened. */
export interface Proof {
  readonly proven: boolean;
  readonly words: string;
}

/**
 * Thrown by `inject` where etcd did not do what it was asked for, or not in time. That is no fault of the
 * harness, and it may have taken effect all the same: the proof tells.
 */
export class NotDone extends Error {
  override readonly name = 'NotDone';
}

/** What a fault may use. */
interface Scene {
  readonly cluster: Cluster;
  /** The member that the aim means now. */
  readonly victim: string;
  /** Another member, for faults of links: the leader where the victim is not. */
  readonly other: string | undefined;
  /** A recording client at a member, so that what a fault writes is in the journal too. */
  readonly operator: (member: string) => RecordingClient;
  /** The revision that every recorder has seen; compaction stays below it. */
  readonly recorded: () => number;
  /** Nodes on which no member runs: as many as the fault needs, or more. */
  readonly spares: readonly Node[];
}

/** A fault made ready for one place and time. */
export interface Injection {
  /** In words: "m2", "m1 → m3". */
  readonly target: string;
  /** Whether a majority of members is expected to go on working while it lasts, and no other fault does. */
  readonly quorum: boolean;
  /** Members that may not take part meanwhile: with those of another fault they decide whether a majority is left. */
  readonly out: readonly string[];
  /** @throws NotDone where etcd did not do its part */
  inject(): Promise<void>;
  /** Looks for the effect at the victim or on the link; never at what `inject` returned. */
  prove(): Promise<Proof>;
  /**
   * Takes it back and returns when that was seen; right also where it never took effect. That every member
   * answers again is looked at after it, since another fault may be taken back at the same time.
   */
  heal(): Promise<void>;
}

/** Where faults are to happen: what a run's subject says. */
export interface Here {
  readonly members: number;
  /** What the nodes are made of. */
  readonly runtime: string;
}

/** Something that is done to a cluster on purpose. One a file. */
export interface Fault {
  readonly name: string;
  readonly describe: string;
  readonly disturbs: Disturbs;
  readonly aims: readonly Aim[];
  readonly needs?: Needs;
  /** Milliseconds that it has to be held at least, where less would not do what it is for. */
  readonly leastHold?: number;
  /** Milliseconds that it takes besides its hold, where that is more than for others. */
  readonly overhead?: number;
  /** Why it is not possible here; undefined where it is. */
  unavailable(here: Here): string | undefined;
  prepare(scene: Scene): Promise<Injection>;
}
