import type { History } from './history';

/**
 * Why a journal that has its end is nevertheless not all that was written; undefined where it is whole, was cut off
 * (which is told apart), or is from before the `end` record carried the count. What is missing from the middle could
 * explain any contradiction, so such a journal accuses nobody.
 */
export function notWhole({ end, records }: Pick<History, 'end' | 'records'>): string | undefined {
  if (end?.records === undefined || end.records === records) {
    return undefined;
  }
  const difference = Math.abs(end.records - records).toLocaleString('en');
  const what = end.records > records ? `${difference} missing` : `${difference} too many`;
  return `the journal is not whole: of ${end.records.toLocaleString('en')} records that were written, ${what}`;
}
