import type { Records } from './history';

/**
 * Why a journal that has its end is nevertheless not all that was written; undefined where it is whole, was cut off
 * (which is told apart), or is from before the `end` record carried the count. What is missing from the middle could
 * explain any contradiction, so such a journal accuses nobody.
 */
export function notWhole(records: Records): string | undefined {
  const end = records.at(-1);
  if (end?.type !== 'end' || end.records === undefined || end.records === records.length) {
    return undefined;
  }
  const difference = Math.abs(end.records - records.length).toLocaleString('en');
  const what = end.records > records.length ? `${difference} missing` : `${difference} too many`;
  return `the journal is not whole: of ${end.records.toLocaleString('en')} records that were written, ${what}`;
}
