import { z } from 'zod';
import { TRIALS } from '../../journal/comparison-record';

/** What one cluster with a control plane is put through. */
export const Comparison = z.object({
  /** One after another. */
  trials: z.array(z.enum(TRIALS)),
  /** How long figures of each load count. */
  measureMs: z.int().positive(),
  /** Operations a second of each kind, on each member. */
  rate: z.int().positive(),
  /** Nodes that nobody runs, in `node-heartbeats`. */
  nodes: z.int().positive(),
  /** Pods that stand there all the time. */
  pods: z.int().positive(),
});
export type Comparison = z.infer<typeof Comparison>;
