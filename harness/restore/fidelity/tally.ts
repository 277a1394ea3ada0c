import type { KubernetesObject } from '../api/object';
import { differencesOf } from './difference';
import type { Objects } from './sight';

/** What became of one part of many objects: identities of those of which it is so. */
export interface Tally {
  readonly same: readonly string[];
  readonly changed: readonly string[];
  /** The object is there, and that part of it is not. */
  readonly lost: readonly string[];
  /** The object itself is not there. */
  readonly absent: readonly string[];
}

/** A part of an object; undefined where it has none. */
export type Part = (object: KubernetesObject) => unknown;

/** @param names the objects that are looked at; those that had no such part are left out */
export function tallied(names: Iterable<string>, before: Objects, after: Objects, part: Part): Tally {
  const tally = {
    same: [] as string[],
    changed: [] as string[],
    lost: [] as string[],
    absent: [] as string[],
  };
  for (const name of names) {
    const [old, now] = [before.get(name), after.get(name)];
    const had = old === undefined ? undefined : part(old);
    if (had === undefined) {
      continue;
    }
    const has = now === undefined ? undefined : part(now);
    const list =
      now === undefined
        ? tally.absent
        : has === undefined
          ? tally.lost
          : differencesOf(had, has).length === 0
            ? tally.same
            : tally.changed;
    list.push(name);
  }
  return tally;
}

/**
 * The worst of it as the matrix writes it; undefined where nothing could be looked at. Where most of the objects are gone, so is
 * what was to be looked at.
 */
export function symbolOf({ same, changed, lost, absent }: Tally): string | undefined {
  if (lost.length > 0 || absent.length > same.length + changed.length) {
    return '∅';
  }
  return changed.length > 0 ? '≠' : same.length > 0 ? '=' : undefined;
}

/** "12 same; 2 changed: Secret shop/a, Secret shop/b". */
export const tallyText = (tally: Tally): string =>
  (['same', 'changed', 'lost', 'absent'] as const)
    .filter((what) => tally[what].length > 0)
    .map((what) =>
      what === 'same' ? `${tally.same.length} same` : `${tally[what].length} ${what}: ${listed(tally[what])}`,
    )
    .join('; ');

const MOST = 4;

const listed = (names: readonly string[]): string =>
  [...names.slice(0, MOST), ...(names.length > MOST ? [`${names.length - MOST} more`] : [])].join(', ');
