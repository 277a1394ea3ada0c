import type { Comparison } from './plan';

/** One load that changes things, and both losses: what the suite `topology` does. */
export const SMALL_COMPARISON: Comparison = {
  trials: ['object-churn', 'lost-apiserver', 'lost-node'],
  measureMs: 3_000,
  rate: 20,
  nodes: 10,
  pods: 20,
};
