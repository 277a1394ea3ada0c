import type { ProgressEvent } from '../progress/event';
import type { Load } from '../workload/load';

const EVERY = 1_000;

/** Tells every second how much the clients do. @returns what stops it */
export function tellRate(load: Load, tell: (event: ProgressEvent) => void): () => void {
  let before = 0;
  const timer = setInterval(() => {
    const { operations } = load;
    tell({ kind: 'rate', operations, perSecond: ((operations - before) * 1_000) / EVERY });
    before = operations;
  }, EVERY);
  return () => clearInterval(timer);
}
