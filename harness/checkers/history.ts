import type { Header } from '../journal/header';
import type { RecordOf } from '../journal/record';
import type { KeyValue } from '../journal/request';
import type { AuthContent } from '../journal/auth';
import type { Operation } from './operation';
import type { Responses } from './responses';

/** One stream, from its opening to its end. */
export interface Watch {
  readonly watch: number;
  readonly client: number;
  readonly member: string;
  readonly role: RecordOf<'client'>['role'];
  readonly opened: RecordOf<'watch'>;
  readonly responses: Responses;
  readonly closed?: RecordOf<'watch-closed'>;
}

/** A part of the run; times in microseconds. */
export interface Phase {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** What was there before anybody worked: nothing, or what a snapshot held. */
export interface Origin {
  /** Of it nothing is known before this revision. */
  readonly revision: number;
  readonly kvs: readonly KeyValue[];
  readonly auth: AuthContent;
}

/** A record of each of these types, in the order of the journal. */
type Told =
  | ('fault' | 'member' | 'status' | 'hash' | 'sample' | 'assertion' | 'lock' | 'outside' | 'client')
  | ('trigger' | 'membership' | 'member-list' | 'auth' | 'auth-state' | 'left-out')
  | ('point' | 'link' | 'paced' | 'metrics' | 'raft')
  | ('component' | 'api' | 'elector' | 'node' | 'trial' | 'usage')
  | ('state' | 'snapshot' | 'printed' | 'bucket' | 'came-back' | 'fidelity' | 'provoked');

/** The journal, indexed for checkers. */
export interface History {
  readonly header: Header;
  readonly origin: Origin;
  /** By invoke time. */
  readonly operations: readonly Operation[];
  /** Every key that a request or an event names; some may never have existed. */
  readonly keys: Pick<ReadonlyMap<string, unknown>, 'keys'>;
  readonly watches: readonly Watch[];
  readonly phases: readonly Phase[];
  readonly told: { readonly [T in Told]: readonly RecordOf<T>[] };
  readonly end: RecordOf<'end'> | undefined;
  /** How many records were read, the header included. */
  readonly records: number;
  /** The latest time in the journal, in microseconds. */
  readonly last: number;
  /** Records that contradict each other, in words: the harness's own faults, never etcd's. */
  readonly defects: readonly string[];
}

/** Members that a client was pinned to, or that told of themselves, but for those that left the cluster for good. */
export function membersOf({ told }: History): string[] {
  const names = [...told.client, ...told.member, ...told.status].map(({ member }) => member);
  const gone = new Set<string>();
  for (const { member, state } of told.member) {
    if (state === 'left') {
      gone.add(member);
    } else if (state === 'started') {
      gone.delete(member);
    }
  }
  return [...new Set(names)].filter((name) => !gone.has(name)).sort();
}
