import type { TrialName } from '../../journal/comparison-record';
import type { Comparison } from './plan';

/** Measured on two cores, in seconds: start, what stands there, and finish with judging; and what a trial takes besides. */
const SECONDS = { cluster: 25, pod: 0.02, around: 4, node: 0.02 };
const LOST: Readonly<Partial<Record<TrialName, number>>> = { 'lost-apiserver': 12, 'lost-node': 20 };

/** Seconds that one cluster takes, as far as can be said before. */
export const secondsOf = ({ trials, measureMs, nodes, pods }: Comparison): number =>
  SECONDS.cluster +
  pods * SECONDS.pod +
  trials.reduce(
    (all, trial) => all + (LOST[trial] ?? SECONDS.around + measureMs / 1000),
    trials.includes('node-heartbeats') ? nodes * SECONDS.node : 0,
  );
