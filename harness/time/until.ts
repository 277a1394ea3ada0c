import { setTimeout as pause } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';

export interface Patience {
  /** Milliseconds to wait at the most. */
  readonly within: number;
  /** Milliseconds between two looks. */
  readonly every?: number;
  /** What is waited for, to complete "waited N s for ...". */
  readonly what: string;
}

/** Thrown when a condition did not come true in time. */
export class WaitedInVain extends Error {
  override readonly name = 'WaitedInVain';
}

/**
 * Waits for a condition by looking again and again.
 * @returns the first value that is neither undefined nor false
 * @throws WaitedInVain when it did not come true in time; whatever the look itself throws
 */
export async function until<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
  { within, every = 20, what }: Patience,
): Promise<T> {
  const end = performance.now() + within;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) {
      return seen;
    }
    if (performance.now() >= end) {
      throw new WaitedInVain(`waited ${(within / 1000).toFixed(1)} s for ${what}`);
    }
    await pause(every);
  }
}
