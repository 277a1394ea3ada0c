/**
 * Every number of these lists, each ascending or nearly so, once and ascending. A list of plain numbers, and no
 * `Float64Array`: what is read from one of those is a number on the heap to V8, and so is then each field that holds it.
 */
export function distinct(...lists: readonly (readonly number[])[]): number[] {
  // A merge of what is in order already.
  const sorted = NONE.concat(...lists).sort((one, other) => one - other);
  let kept = 0;
  for (const number of sorted) {
    if (kept === 0 || number !== sorted[kept - 1]) {
      sorted[kept] = number;
      kept += 1;
    }
  }
  sorted.length = kept;
  return sorted;
}

const NONE: readonly number[] = [];
