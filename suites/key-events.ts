import type { WatchEvent } from '../harness/journal/record';
import type { KeyValue } from '../harness/journal/request';
import type { ObservedJournal } from './observed-journal';
import { Unanswered } from './unanswered';

/** A change of one key, as a watch told it. */
export type KeyEvent =
  | { readonly is: 'put'; readonly key: string; readonly mod: number; readonly kv: KeyValue }
  | { readonly is: 'delete'; readonly key: string; readonly mod: number };

export const keyEvent = (event: WatchEvent): KeyEvent =>
  'put' in event
    ? { is: 'put', key: event.put.key, mod: event.put.mod, kv: event.put }
    : { is: 'delete', key: event.delete.key, mod: event.delete.mod };

/**
 * All changes that watches of this journal have told so far, in the order of revisions.
 * @param among keys that count
 * @throws Unanswered where history was compacted before a watch had seen it
 */
export function keyEvents(journal: ObservedJournal, among: (key: string) => boolean): KeyEvent[] {
  const lost = journal.of('watch-closed').find(({ compacted }) => compacted !== undefined);
  if (lost !== undefined) {
    throw new Unanswered(`history up to ${String(lost.compacted)} was compacted before a watch had seen it`);
  }
  return journal
    .of('watched')
    .flatMap(({ events }) => events.map(keyEvent))
    .filter(({ key }) => among(key))
    .sort((one, other) => one.mod - other.mod);
}
