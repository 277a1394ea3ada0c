import type { Link } from './link';

/** What a link costs; milliseconds. */
export interface Delay {
  /** From the side that dials. */
  readonly there: number;
  readonly back: number;
  /** By which the round trip may be longer or shorter: half of it on each way, evenly distributed. */
  readonly jitter: number;
}

/** From here on the link has this delay and no other disturbance. What is under way meanwhile may be early. */
export async function setDelay(link: Link, { there, back, jitter }: Delay): Promise<void> {
  await link.heal();
  const half = Math.ceil(jitter / 2);
  for (const [stream, latency] of [
    ['upstream', there],
    ['downstream', back],
  ] as const) {
    if (latency + half > 0) {
      await link.add({ stream, effect: { type: 'latency', latency, jitter: half } });
    }
  }
}
