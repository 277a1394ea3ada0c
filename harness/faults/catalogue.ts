import { bridge } from './bridge';
import { compaction } from './compaction';
import { cutDirection } from './cut-direction';
import { cutLink } from './cut-link';
import { defragmentation } from './defragmentation';
import type { Fault } from './fault';
import { freeze } from './freeze';
import { freezeLeaderBeyondTtl } from './freeze-leader-beyond-ttl';
import { growShrink } from './grow-shrink';
import { isolate } from './isolate';
import { kill } from './kill';
import { latency } from './latency';
import { moveLeader } from './move-leader';
import { nospace } from './nospace';
import { partition } from './partition';
import { powerCut } from './power-cut';
import { replaceMember } from './replace-member';
import { reset } from './reset';
import { restartStorm } from './restart-storm';
import { slowLink } from './slow-link';
import { slowWatcher } from './slow-watcher';
import { snapshotCatchUp } from './snapshot-catch-up';

/** What every profile draws from. A fault more among them would change what old seeds mean: add to `MORE`. */
export const BASIC: readonly Fault[] = [
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

/** What longer profiles draw from as well, and `--faults`. */
export const MORE: readonly Fault[] = [
  powerCut,
  partition,
  bridge,
  slowLink,
  reset,
  slowWatcher,
  restartStorm,
  freezeLeaderBeyondTtl,
  nospace,
  replaceMember,
  growShrink,
  snapshotCatchUp,
];

export const FAULTS: readonly Fault[] = [...BASIC, ...MORE];
