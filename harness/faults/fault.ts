import type { Cluster } from '../cluster/cluster';
import type { RecordingClient } from '../workload/recording-client';

/** Whom a fault is aimed at; who that is is decided when it happens, so that schedules repeat. */
export type Aim = 'leader' | 'follower';

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
}

/** A fault made ready for one place and time. */
export interface Injection {
  /** In words: "m2", "m1 → m3". */
  readonly target: string;
  /** Whether a majority of members is expected to go on working while it lasts. */
  readonly quorum: boolean;
  /** @throws NotDone where etcd did not do its part */
  inject(): Promise<void>;
  /** Looks for the effect at the victim or on the link; never at what `inject` returned. */
  prove(): Promise<Proof>;
  /**
   * Takes it back and returns when that was seen and the cluster is whole again; right also where it never
   * took effect.
   */
  heal(): Promise<void>;
}

/** Something that is done to a cluster on purpose. One a file. */
export interface Fault {
  readonly name: string;
  readonly describe: string;
  readonly aims: readonly Aim[];
  /** Why it is not possible here; undefined where it is. */
  unavailable(members: number): string | undefined;
  prepare(scene: Scene): Promise<Injection>;
}
