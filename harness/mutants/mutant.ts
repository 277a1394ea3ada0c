import type { CriterionId } from '../result/criterion-id';
import type { Random } from '../workload/random';
import type { Call, Calls, Grant, WatchRequest, WatchResponse } from './messages';
import type { TrueMember } from './true-member';

/** What a lie has to work with. */
export interface Liar {
  readonly random: Random;
  /** The member behind the proxy, which tells the truth. */
  readonly member: TrueMember;
}

/** Answers a call. `truly` hands a request on to the member and gives its answer, or throws its error. */
type Lie<C extends Call> = (
  request: Calls[C]['request'],
  truly: (request: Calls[C]['request']) => Promise<Calls[C]['response']>,
) => Promise<Calls[C]['response']>;

/** What becomes of one response of a watch: none, one or several. */
export type WatchLie = (
  response: WatchResponse,
) => readonly WatchResponse[] | Promise<readonly WatchResponse[]>;

/** How a member lies: calls that are not named go through as they are. */
export type Lies = { readonly [C in Call]?: Lie<C> } & {
  /** For each watch that a client creates. */
  readonly Watch?: (created: WatchRequest) => WatchLie;
  /** Answers about the renewal of a lease. */
  readonly LeaseKeepAlive?: (answer: Grant) => Grant;
};

/** How a proxy in front of a member behaves, and what a run needs for that to show. */
export interface Disguise {
  readonly name: string;
  /** The lie, in one line. */
  readonly describe: string;
  /** Suites that have to run for the lie to be told, or for its checker to have evidence. */
  readonly suites?: readonly ('cas' | 'locks' | 'elections')[];
  /** Where history has to be compacted meanwhile: how many revisions are kept. Suites need some hundred. */
  readonly keeps?: number;
  /** Milliseconds of traffic beyond the usual: what a lie about a lease needs to come out. */
  readonly longer?: number;
  readonly lies: (liar: Liar) => Lies;
}

/** A way in which a member could break its promises, told by a proxy in front of one that keeps them. */
export interface Mutant extends Disguise {
  /** The checker that has to find it. */
  readonly kills: CriterionId;
}
