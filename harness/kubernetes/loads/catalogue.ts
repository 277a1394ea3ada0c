import type { LoadName } from '../../journal/comparison-record';
import { listStorm } from './list-storm';
import type { StartLoad } from './load';
import { nodeHeartbeats } from './node-heartbeats';
import { objectChurn } from './object-churn';
import { watchFanout } from './watch-fanout';

/** Nothing but what always goes on. */
const idle: StartLoad = () => Promise.resolve({ stop: () => Promise.resolve() });

export const LOAD: Readonly<Record<LoadName, StartLoad>> = {
  idle,
  'node-heartbeats': nodeHeartbeats,
  'object-churn': objectChurn,
  'list-storm': listStorm,
  'watch-fanout': watchFanout,
};
