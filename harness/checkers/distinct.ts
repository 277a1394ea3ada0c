/** Every number of these lists once, ascending. */
export function distinct(...lists: readonly (readonly number[])[]): Float64Array {
  const sorted = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0));
  let length = 0;
  for (const list of lists) {
    sorted.set(list, length);
    length += list.length;
  }
  sorted.sort();
  let kept = 0;
  for (const number of sorted) {
    if (kept === 0 || number !== sorted[kept - 1]) {
      sorted[kept] = number;
      kept += 1;
    }
  }
  return sorted.subarray(0, kept);
}
