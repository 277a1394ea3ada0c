/**
 * The exact two-sided sign test: how likely at least so lopsided a split of signs is where either sign is as likely as the other.
 * Differences of zero are on neither side, and count against both.
 * @returns 1 where there are no differences
 */
export function signTest(differences: readonly number[]): number {
  const above = differences.filter((one) => one > 0).length;
  const below = differences.filter((one) => one < 0).length;
  return bothTails(differences.length, Math.max(above, below));
}

/** How likely a test of so many differences is to find something where there is nothing, at most at that level. */
export function falseAlarms(count: number, level: number): number {
  for (let most = Math.ceil(count / 2); most <= count; most += 1) {
    const chance = bothTails(count, most);
    if (chance <= level) {
      return chance;
    }
  }
  return 0;
}

/** Of so many fair coins, so many or more on one side, whichever it is. */
function bothTails(coins: number, most: number): number {
  let ways = 1;
  let all = 0;
  for (let heads = 0; heads <= coins - most; heads += 1) {
    all += ways;
    ways = (ways * (coins - heads)) / (heads + 1);
  }
  return Math.min(1, (2 * all) / 2 ** coins);
}
