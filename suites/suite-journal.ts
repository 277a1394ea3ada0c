import { journalClock } from '../harness/journal/clock';
import type { Journal } from '../harness/journal/journal';
import { arenaOf, type Surroundings } from '../harness/suite-run/surroundings';

/** The one journal, as seen from a suite: its clock is the same, its records travel to its owner. */
export function suiteJournal(around: Surroundings): Journal {
  return { clock: journalClock(arenaOf(around).epoch), write: (record) => around.write(record) };
}
