import type { SearchedTexts } from '../fidelity/trials';
import type { OwnLease } from '../trials/own-lease';
import type { PairHistory } from '../trials/raised-pair';
import type { Readings } from '../trials/readings';
import type { KnownTokens } from '../trials/tokens';

/** What clients and the harness know of the original cluster, and try where it was restored. */
export interface Memory {
  readonly lease: OwnLease;
  /** Seconds that the lease had left right before the snapshot. */
  readonly secondsLeft: number;
  /** Who leads among controller-managers, by the name that it goes by. */
  readonly leader: string;
  readonly tokens: KnownTokens;
  readonly readings: Readings;
  readonly storedVersions: Readonly<Record<string, string>>;
  readonly pair: PairHistory;
  /** Of what each way of restoring starts from. */
  readonly texts: Readonly<Record<SearchedTexts['where'], SearchedTexts>>;
}
