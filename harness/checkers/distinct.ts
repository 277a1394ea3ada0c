/** Every number of these lists once, ascending. */
export function distinct(...lists: readonly (readonly number[])[]): Float64Array {
  const sorted = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0));
  let length = 0;
  for (const list of lists) {
    sorted.set(list, length);
    length += list.length;
  }
  return sorted.sort().filter((number, i) => i === 0 || number !== sorted[i - 1]);
}
