/** Of the standard normal distribution, for 95 %. */
const Z = 1.959964;

/** A share with the interval in which its true value lies 95 times of 100. */
export interface Share {
  readonly successes: number;
  readonly trials: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The score interval (Wilson 1927), which keeps its promise with few trials and with none or all of them successful, where
 * the textbook's does not (Brown, Cai, DasGupta 2001). @param trials at least one
 */
export function binomialInterval(successes: number, trials: number): Share {
  if (!(trials >= 1 && successes >= 0 && successes <= trials)) {
    throw new RangeError(`${successes} successes in ${trials} trials`);
  }
  const share = successes / trials;
  const scale = 1 + Z ** 2 / trials;
  const centre = (share + Z ** 2 / (2 * trials)) / scale;
  const reach = (Z / scale) * Math.sqrt((share * (1 - share)) / trials + Z ** 2 / (4 * trials ** 2));
  return { successes, trials, low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}
