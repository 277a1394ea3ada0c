import prand, { type RandomGenerator } from 'pure-rand';

/** A seeded source of choices: the same seed and the same questions give the same answers. */
export class Random {
  private readonly generator: RandomGenerator;

  constructor(seed: number) {
    this.generator = prand.xoroshiro128plus(seed);
  }

  /** Another source, independent of how often this one is asked later. */
  fork(): Random {
    return new Random(this.integer(0, 0x7fffffff));
  }

  /** A whole number, both bounds included. */
  integer(low: number, high: number): number {
    return prand.unsafeUniformIntDistribution(low, high, this.generator);
  }

  pick<T>(choices: readonly [T, ...T[]]): T;
  pick<T>(choices: readonly T[]): T | undefined;
  pick<T>(choices: readonly T[]): T | undefined {
    return choices[this.integer(0, Math.max(0, choices.length - 1))];
  }

  /** True once in so many times. */
  oneIn(times: number): boolean {
    return this.integer(1, times) === 1;
  }

  /** A copy in random order. */
  shuffle<T>(items: readonly T[]): T[] {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last -= 1) {
      const other = this.integer(0, last);
      [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
    }
    return shuffled;
  }
}
