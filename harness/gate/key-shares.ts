/**
 * Keys for so many threads, each with about as many operations: the largest first, to whoever has least by then.
 * @param counts key → operations
 * @returns at most `threads` lists, none of them empty
 */
export function keyShares(counts: ReadonlyMap<string, number>, threads: number): string[][] {
  const shares = Array.from({ length: Math.min(threads, counts.size) }, () => ({
    keys: [] as string[],
    load: 0,
  }));
  for (const [key, count] of [...counts].sort(([, one], [, other]) => other - one)) {
    const least = shares.reduce((best, share) => (share.load < best.load ? share : best));
    least.keys.push(key);
    least.load += count;
  }
  return shares.map(({ keys }) => keys);
}
