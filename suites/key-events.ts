import type { WatchEvent } from '../harness/journal/record';
import type { KeyValue } from '../harness/journal/request';

/** A change of one key, as a watch told it. */
export type KeyEvent =
  | { readonly is: 'put'; readonly key: string; readonly mod: number; readonly kv: KeyValue }
  | { readonly is: 'delete'; readonly key: string; readonly mod: number };

export const keyEvent = (event: WatchEvent): KeyEvent =>
  'put' in event
    ? { is: 'put', key: event.put.key, mod: event.put.mod, kv: event.put }
    : { is: 'delete', key: event.delete.key, mod: event.delete.mod };
