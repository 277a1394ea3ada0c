import type { Compare, KeyValue } from '../../harness/journal/request';

/** A comparison with the key's own figure, moved up or down a little, and whether it holds. */
export interface Relation {
  readonly is: Compare['is'];
  readonly offset: -1 | 0 | 1;
  readonly holds: boolean;
}

/** Each relation both ways. */
export const RELATIONS: readonly Relation[] = [
  { is: '=', offset: 0, holds: true },
  { is: '=', offset: 1, holds: false },
  { is: '!=', offset: 1, holds: true },
  { is: '!=', offset: 0, holds: false },
  { is: '<', offset: 1, holds: true },
  { is: '<', offset: 0, holds: false },
  { is: '>', offset: -1, holds: true },
  { is: '>', offset: 0, holds: false },
];

/** What to compare with: the key's own figure, or the next one below or above. */
export function besides(
  target: Compare['target'],
  kv: KeyValue,
  offset: Relation['offset'],
): string | number {
  switch (target) {
    case 'mod':
    case 'create':
    case 'version':
      return kv[target] + offset;
    case 'lease':
      // All 64 bits are used: a number would round.
      return String(BigInt(kv.lease ?? 0) + BigInt(offset));
    case 'value':
      return { [-1]: kv.value.slice(0, -1), 0: kv.value, 1: `${kv.value}~` }[offset];
  }
}
