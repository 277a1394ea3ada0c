import type { Link } from './link';

/** What a link costs; milliseconds. */
export interface Delay {
  /** From the side that dials. */
  readonly there: number;
  readonly back: number;
  /** By which the round trip may be longer: up to half of it on each way, evenly distributed. */
  readonly jitter: number;
}

/** Whole milliseconds to either side, as Toxiproxy has them: on each way from nothing to half of the jitter. */
const sideOf = (jitter: number): number => Math.round(jitter / 4);

/**
 * From here on the link has this delay and no other disturbance. What is under way meanwhile arrives at once, and what is
 * sent next takes its whole time: a change of delays is a silence of that length, whatever the delay was before.
 */
export async function setDelay(link: Link, { there, back, jitter }: Delay): Promise<void> {
  await link.heal();
  const side = sideOf(jitter);
  for (const [stream, delay] of [
    ['upstream', there],
    ['downstream', back],
  ] as const) {
    if (delay + side > 0) {
      // Around a middle that is so much later: Toxiproxy cuts off what would come before it was sent.
      await link.add({ stream, effect: { type: 'latency', latency: delay + side, jitter: side } });
    }
  }
}
