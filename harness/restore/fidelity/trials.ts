/** What an API server answered to something that was tried. */
export interface Answer {
  readonly code: number;
  /** Its own words where it refused. */
  readonly words?: string | undefined;
}

/** A client that read an object before the loss writes it, under the version that it read. */
export interface StaleWrite {
  /** Least and most of the versions that clients remember. */
  readonly remembered: readonly [least: number, most: number];
  /** While the object has a version that nobody remembers. */
  readonly atOnce: Answer;
  /** Changes that others made to the object afterwards, in the restored cluster, for it to have a remembered version. */
  readonly changes: number;
  /** The version that it has then. */
  readonly version: number;
  /** Once it had a remembered one again; absent where it is beyond all of them, to which it never returns. */
  readonly met?: {
    /** With all that the client read, its uid included. */
    readonly whole: Answer;
    /** The same without the uid, as clients that build an object anew write it; tried where the other was refused. */
    readonly withoutUid?: Answer;
  };
}

/** A client that watched before the loss goes on from the version up to which it knows everything. */
export type ResumedWatch = { readonly from: number } & (
  | { readonly ended: Answer; readonly relisted: Answer }
  | {
      /** Versions of the changes that were made while it watched, and of those that it was told. */
      readonly made: readonly number[];
      readonly told: readonly number[];
    }
);

/** Seconds that a lease of etcd's own had left, by etcd. */
interface EtcdLease {
  readonly granted: number;
  /** Right before the snapshot. */
  readonly before: number;
  /** After the restore; absent where etcd does not know it. */
  readonly after?: number | undefined;
  /** Seconds that the restored etcd had run by then, at the least; none where it is the same etcd. */
  readonly running: number;
}

/** Who leads among controller-managers, by the Lease that they hold in turn. */
export interface Takeover {
  /** Who led when all was saved, and does not run any more where the cluster was lost. */
  readonly lost: string;
  readonly now: string;
  /** From the start of the control plane until the one that leads became leader. */
  readonly seconds: number;
}

export interface Tokens {
  /** What the Secret with a token holds afterwards. */
  readonly secret: 'same' | 'new' | 'none';
  /** Whether tokens from before are accepted: that of the Secret, and one that was issued on request. */
  readonly kept: Review;
  readonly issued: Review;
}

export interface Review {
  readonly accepted: boolean;
  readonly words?: string | undefined;
}

/** In which version etcd keeps custom resources, by identity. */
export interface StoredVersions {
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
}

/** An object is made that a webhook without a backend has to consent to. */
export interface GuardedCreate {
  readonly tried: Answer;
  /** What the restore itself complained of for the same reason. */
  readonly complaints: readonly string[];
}

/** Two objects that a client raised by one in turn, the first one first, all the while that they were saved. */
export interface Pair {
  readonly first: Raised | undefined;
  readonly second: Raised | undefined;
  /** Times that both were raised while they were saved. */
  readonly rounds: number;
}

export interface Raised {
  readonly count: number;
  /** The revision of the original cluster that made it so; absent where none of these did. */
  readonly revision: number | undefined;
}

/** Known texts that were looked for in what a cluster was saved to. */
export interface SearchedTexts {
  readonly where: 'snapshot' | 'bucket';
  readonly bytes: number;
  /** Whether that was found which is not encrypted: otherwise the search proves nothing. */
  readonly open: boolean;
  /** Of what the API server encrypts, where the text was found, by kind. */
  readonly found: readonly string[];
  /** What encryption puts before it, as far as found. */
  readonly marks: readonly string[];
}

/** What was tried beside reading all objects; absent what was not. */
export interface Trials {
  readonly staleWrite?: StaleWrite;
  readonly resumedWatch?: ResumedWatch;
  readonly etcdLease?: EtcdLease;
  readonly takeover?: Takeover;
  readonly tokens?: Tokens;
  readonly storedVersions?: StoredVersions;
  readonly guardedCreate?: GuardedCreate;
  readonly pair?: Pair;
  readonly texts?: SearchedTexts;
}
