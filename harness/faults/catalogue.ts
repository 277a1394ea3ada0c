import { compaction } from './compaction';
import { cutDirection } from './cut-direction';
import { cutLink } from './cut-link';
import { defragmentation } from './defragmentation';
import type { Fault } from './fault';
import { freeze } from './freeze';
import { isolate } from './isolate';
import { kill } from './kill';
import { latency } from './latency';
import { moveLeader } from './move-leader';

/** Every fault, in the order in which schedules draw from it: adding one at the end keeps old seeds' meaning. */
export const FAULTS: readonly Fault[] = [
  kill,
  freeze,
  isolate,
  cutLink,
  cutDirection,
  latency,
  moveLeader,
  compaction,
  defragmentation,
];
