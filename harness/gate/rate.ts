import type { ProgressEvent } from '../progress/event';
import type { Load } from '../workload/load';

const EVERY = 1_000;
/** The rate is that of so many seconds: a second alone swings between nothing and everything while a fault holds. */
const SECONDS = 5;

/**
 * Tells every second how much the clients do, from their first answer on.
 * @returns what stops it, and tells what they did altogether
 */
export function tellRate(load: Pick<Load, 'operations'>, tell: (event: ProgressEvent) => void): () => void {
  let counts = [load.operations];
  const timer = setInterval(() => {
    const { operations } = load;
    counts = [...counts, operations].slice(-SECONDS - 1);
    if (operations > 0) {
      const perSecond = ((operations - (counts[0] ?? 0)) * 1_000) / ((counts.length - 1) * EVERY);
      tell({ kind: 'rate', operations, perSecond });
    }
  }, EVERY);
  return () => {
    clearInterval(timer);
    tell({ kind: 'rate', operations: load.operations });
  };
}
