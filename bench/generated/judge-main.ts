import { HistoryBuilder } from '../../harness/checkers/history-builder';
import { linearizable } from '../../harness/checkers/linearizable';
import { witnessOf } from '../../harness/checkers/witness';
import { generatedJournal } from './journal';
import type { Judged, Shape } from './shape';

const WARM_UP: Shape = { operations: 10_000, unknowns: 10 };

/** Judges a generated journal as `check` does: record by record, as they come. */
function judge(shape: Shape): void {
  const builder = new HistoryBuilder();
  for (const record of generatedJournal(shape)) {
    builder.add(record);
  }
  const history = builder.history();
  const witness = witnessOf(history);
  const findings = linearizable(history, witness);
  if (findings.length > 0 || witness.gap !== undefined) {
    throw new Error(`a correct history was judged wrong: ${findings[0]?.message ?? 'states are not known'}`);
  }
}

function make(shape: Shape): void {
  let records = 0;
  for (const { type } of generatedJournal(shape)) {
    records += type === 'journal' ? 0 : 1;
  }
  if (records === 0) {
    throw new Error('nothing was made');
  }
}

/** Seconds of processor time, all threads of the collector included: on a busy machine that is what one core would need. */
function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** What judging takes is what it takes with the making of records, less that: so all that is collected for it counts. */
function measure(shape: Shape): Judged {
  const making = processorTime(() => make(shape));
  const both = processorTime(() => judge(shape));
  return { seconds: both - making, making, mebibytes: process.resourceUsage().maxRSS / 1024 };
}

// A small one first, so that V8 has compiled.
measure(WARM_UP);
process.stdout.write(JSON.stringify(measure(JSON.parse(process.argv[2] as string) as Shape)));
