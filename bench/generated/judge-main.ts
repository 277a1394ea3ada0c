import { HistoryBuilder } from '../../harness/checkers/history-builder';
import { linearizable } from '../../harness/checkers/linearizable';
import { witnessOf } from '../../harness/checkers/witness';
import type { JournalRecord } from '../../harness/journal/record';
import { generatedJournal } from './journal';
import type { Judged, Shape } from './shape';

const WARM_UP: Shape = { operations: 10_000, unknowns: 10 };
/** Few enough that they are still in the processor's cache, as those are that were read just now. */
const AT_ONCE = 1_000;

/** Processor time, all threads of the collector included: on a busy machine that is what one core would need. */
class Clock {
  seconds = 0;

  time<T>(work: () => T): T {
    const before = process.cpuUsage();
    const result = work();
    const { user, system } = process.cpuUsage(before);
    this.seconds += (user + system) / 1e6;
    return result;
  }
}

/**
 * Judges a generated journal as `check` does, record by record as they come, and prints what it took. The clock runs
 * while the checker works and stands while records are made.
 */
function judge(shape: Shape): Judged {
  const clock = new Clock();
  const builder = new HistoryBuilder();
  for (const records of batches(generatedJournal(shape))) {
    clock.time(() => records.forEach((record) => builder.add(record)));
  }
  clock.time(() => {
    const history = builder.history();
    const witness = witnessOf(history);
    const findings = linearizable(history, witness);
    if (findings.length > 0 || witness.gap !== undefined) {
      throw new Error(
        `a correct history was judged wrong: ${findings[0]?.message ?? 'states are not known'}`,
      );
    }
  });
  return { seconds: clock.seconds, mebibytes: process.resourceUsage().maxRSS / 1024 };
}

function* batches(records: Iterable<JournalRecord>): Generator<readonly JournalRecord[]> {
  let batch: JournalRecord[] = [];
  for (const record of records) {
    if (batch.push(record) === AT_ONCE) {
      yield batch;
      batch = [];
    }
  }
  yield batch;
}

// A small one first, so that V8 has compiled.
judge(WARM_UP);
process.stdout.write(JSON.stringify(judge(JSON.parse(process.argv[2] as string) as Shape)));
