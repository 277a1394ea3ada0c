import { findingsOf, type Finding } from '../finding';
import type { Watch } from '../history';

/**
 * What etcd promises of watches, by the names of its documentation (page "etcd API guarantees", section "Watch
 * APIs"), and what a watch was asked for besides.
 */
export type Guarantee =
  | 'ordered'
  | 'unique'
  | 'reliable'
  | 'atomic'
  | 'resumable'
  | 'bookmarkable'
  | 'true event'
  | 'prev_kv'
  | 'filters';

const finding = findingsOf('watch-no-gap', 'UPG-4');

export const nameOf = ({ watch, member }: Watch): string => `watch ${watch} on ${member}`;

/** "reliable: watch 2 on m1 went on to ...": the broken promise first. */
export const broken = (promise: Guarantee, watch: Watch, words: string, ...operations: string[]): Finding =>
  finding(`${promise}: ${nameOf(watch)} ${words}`, ...operations, `watch ${watch.watch}`);
