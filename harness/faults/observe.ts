import { until, WaitedInVain } from '../time/until';
import type { Proof } from './fault';

/**
 * Turns waiting for an effect into a proof: proven with what was seen, or unproven with what was not.
 * @param look returns words once the effect is there
 */
export async function observe(
  look: () => string | undefined | Promise<string | undefined>,
  what: string,
  within = 5_000,
): Promise<Proof> {
  try {
    return { proven: true, words: await until(look, { within, every: 100, what }) };
  } catch (error) {
    if (error instanceof WaitedInVain) {
      return { proven: false, words: error.message };
    }
    throw error;
  }
}
