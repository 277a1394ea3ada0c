/** How often a node's quota of processor time held its programs back, since the node was made. */
export interface Throttling {
  /** Accounting periods of 100 ms in which any of its programs had something to do. */
  readonly periods: number;
  /** In how many of them the quota was used up. */
  readonly exhausted: number;
  /** For how long somebody was held back then; each core counts by itself, so it may be more than the time that passed. */
  readonly seconds: number;
}

/**
 * @param stat cpu.stat of a control group with a quota, of either version of the interface
 * @throws Error where it does not tell
 */
export function parseThrottling(stat: string): Throttling {
  const figures = new Map(
    stat
      .trim()
      .split('\n')
      .map((line) => line.split(' ') as [string, string]),
  );
  const told = (name: string): number => {
    const figure = figures.get(name);
    if (figure === undefined) {
      throw new Error(`cpu.stat of a control group with a quota has no ${name}`);
    }
    return Number(figure);
  };
  return {
    periods: told('nr_periods'),
    exhausted: told('nr_throttled'),
    // Nanoseconds in version 1, microseconds in version 2.
    seconds: figures.has('throttled_time') ? told('throttled_time') / 1e9 : told('throttled_usec') / 1e6,
  };
}
