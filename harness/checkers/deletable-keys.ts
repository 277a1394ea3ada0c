import { changesOf } from './attribution';
import type { History } from './history';
import { contains, type KeySpan } from './key-span';

/**
 * Tells the keys that some request, unless it definitely failed, some lease's end, or somebody whose operations are
 * not recorded may have deleted.
 */
export function deletableKeys(history: History): (key: string) => boolean {
  let deletable: ((key: string) => boolean) | undefined;
  // Hardly any journal is asked.
  return (key) => (deletable ??= deletableBy(history))(key);
}

function deletableBy({ operations, told }: History): (key: string) => boolean {
  const keys = new Set<string>();
  const spans: KeySpan[] = [...told.outside];
  for (const { request } of operations.filter(({ outcome }) => outcome !== 'fail')) {
    for (const part of changesOf(request)) {
      if ('put' in part && part.put.lease !== undefined) {
        keys.add(part.put.key);
      } else if ('delete' in part && part.delete.end === undefined) {
        keys.add(part.delete.key);
      } else if ('delete' in part) {
        spans.push(part.delete);
      }
    }
  }
  return (key) => keys.has(key) || spans.some((span) => contains(span, key));
}
