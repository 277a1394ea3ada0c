import { buildHistory } from '../../harness/checkers/build-history';
import { linearizable } from '../../harness/checkers/linearizable';
import { witnessOf } from '../../harness/checkers/witness';
import type { JournalRecord } from '../../harness/journal/record';
import { generatedJournal } from './journal';
import type { Judged, Shape } from './shape';

const WARM_UP: Shape = { operations: 10_000, unknowns: 10, records: 'held' };

/**
 * Judges a generated journal, after a small one so that V8 has compiled, and prints what it took. Processor time, all
 * threads of the collector included: on a busy machine that is what one core would need.
 */
function judge(shape: Shape): Judged {
  const generated = generatedJournal(shape);
  // Held beforehand, only the judging is timed; fed one by one, only what the checker keeps weighs.
  const records: Iterable<JournalRecord> = shape.records === 'held' ? [...generated] : generated;
  globalThis.gc?.();
  const before = process.cpuUsage();
  const history = buildHistory(records);
  const witness = witnessOf(history);
  const findings = linearizable(history, witness);
  const { user, system } = process.cpuUsage(before);
  if (findings.length > 0 || witness.gap !== undefined) {
    throw new Error(`a correct history was judged wrong: ${findings[0]?.message ?? 'states are not known'}`);
  }
  return { seconds: (user + system) / 1e6, mebibytes: process.resourceUsage().maxRSS / 1024 };
}

judge(WARM_UP);
process.stdout.write(JSON.stringify(judge(JSON.parse(process.argv[2] as string) as Shape)));
