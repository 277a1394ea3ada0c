import { firstPlace } from './first-place';
/** Keys from `key` to the exclusive `end`; without `end` the one key; `end` "\0" is everything from `key` on. */
export interface KeySpan {
  readonly key: string;
  readonly end?: string | undefined;
}

const EVERYTHING_AFTER = '\0';

/**
 * Byte order of the UTF-8 forms, which is etcd's. JavaScript compares UTF-16 units, which differs only where
 * surrogates (U+10000 and above) meet U+E000 to U+FFFF.
 */
export function compareKeys(one: string, other: string): number {
  const shared = Math.min(one.length, other.length);
  for (let i = 0; i < shared; i += 1) {
    const a = one.charCodeAt(i);
    const b = other.charCodeAt(i);
    if (a !== b) {
      const mixed = a >= FIRST_SURROGATE && b >= FIRST_SURROGATE && isSurrogate(a) !== isSurrogate(b);
      return mixed ? Number(isSurrogate(a)) - Number(isSurrogate(b)) : a - b;
    }
  }
  return one.length - other.length;
}

const FIRST_SURROGATE = 0xd800;
const isSurrogate = (unit: number): boolean => unit >= FIRST_SURROGATE && unit <= 0xdfff;

export function contains({ key, end }: KeySpan, candidate: string): boolean {
  if (end === undefined) {
    return candidate === key;
  }
  return compareKeys(candidate, key) >= 0 && (end === EVERYTHING_AFTER || compareKeys(candidate, end) < 0);
}

/** Whether the span is the whole key space, as recorders watch it. */
export const isEverything = ({ key, end }: KeySpan): boolean =>
  (key === '\0' || key === '') && end === EVERYTHING_AFTER;

/** Where a span begins and ends in a sorted list of keys: [first, last). */
export function boundsIn(keys: readonly string[], { key, end }: KeySpan): readonly [number, number] {
  const first = lowerBound(keys, key);
  if (end === undefined) {
    return [first, keys[first] === key ? first + 1 : first];
  }
  return [first, end === EVERYTHING_AFTER ? keys.length : Math.max(first, lowerBound(keys, end))];
}

const lowerBound = (keys: readonly string[], key: string): number =>
  firstPlace(keys.length, (place) => compareKeys(keys[place] ?? '', key) < 0);
