import { NOT_MEASURED, untouched, type Row } from './row';
import type { Measured, Reference } from './sight';
import { symbolOf, tallied, tallyText, type Part, type Tally } from './tally';

export const metadata =
  (field: string): Part =>
  (object) =>
    object.metadata[field];

/** All that an object says, without what is said of it. */
export const content: Part = (object) =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== 'metadata' && name !== 'status'));

export const status: Part = (object) => {
  const found = object['status'];
  return typeof found === 'object' && found !== null && Object.keys(found).length > 0 ? found : undefined;
};

export const spec =
  (field: string): Part =>
  ({ spec: found }) =>
    (found as Record<string, unknown> | undefined)?.[field];

export const ofKinds = (
  names: readonly string[],
  { objects }: Reference,
  kinds: readonly string[],
): string[] => names.filter((name) => kinds.includes(objects.get(name)?.kind ?? ''));

export function measuredBy(tally: Tally): Measured {
  const symbol = symbolOf(tally);
  return symbol === undefined
    ? { measured: NOT_MEASURED, evidence: 'there was nothing to look at' }
    : { measured: symbol, evidence: tallyText(tally) };
}

/** A part of every object of the harness's own to which nothing happened. */
export const partRow = (row: number, title: string, part: Part, names = untouched): Row => ({
  ...{ row, title },
  measure: (reference, { objects }) =>
    measuredBy(tallied(names(reference), reference.objects, objects, part)),
});

/** Whoever made or filled them. */
export const everything = ({ objects, deleted, changed }: Reference): string[] =>
  [...objects.keys()].filter((name) => !deleted.includes(name) && !changed.includes(name));
