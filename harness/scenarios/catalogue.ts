import { Refusal } from '../errors/refusal';
import { indexAhead } from './issue-13766';
import { earlyAnswer } from './issue-14370';
import { stalePermissions } from './issue-14571';
import { killedDefragmentation } from './issue-14685';
import { earlyProgress } from './issue-15220';
import { staleLessor } from './issue-15247';
import { backInTime } from './issue-15271';
import { sleptReads } from './issue-14891';
import { slowStream } from './issue-17529';
import { compactedDeletion } from './issue-18089';
import { failedTransaction } from './issue-18667';
import { interruptedCompaction } from './issue-19179';
import { futureWatch } from './issue-19487';
import { replayedPromotion } from './issue-20340';
import { negativeRevision } from './issue-20655';
import { updatedLearner } from './issue-21694';
import type { Scenario } from './scenario';

/** Every scenario, in the order in which `calibrate` runs and lists them. */
export const SCENARIOS: readonly Scenario[] = [
  failedTransaction,
  compactedDeletion,
  interruptedCompaction,
  negativeRevision,
  futureWatch,
  backInTime,
  stalePermissions,
  slowStream,
  updatedLearner,
  replayedPromotion,
  earlyProgress,
  indexAhead,
  killedDefragmentation,
  earlyAnswer,
  sleptReads,
  staleLessor,
];

/** @throws Refusal (usage) naming those that exist */
export function scenarioNamed(id: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.id === id);
  if (found === undefined) {
    const known = SCENARIOS.map((scenario) => scenario.id).join(', ');
    throw Refusal.usage(`no scenario "${id}"; there are: ${known}`);
  }
  return found;
}
