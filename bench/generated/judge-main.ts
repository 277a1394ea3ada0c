import { HistoryBuilder } from '../../harness/checkers/history-builder';
import { linearizable } from '../../harness/checkers/linearizable';
import { witnessOf } from '../../harness/checkers/witness';
import type { JournalRecord } from '../../harness/journal/record';
import { Collections } from './collections';
import { generatedJournal } from './journal';
import type { Judged, Shape } from './shape';

const WARM_UP: Shape = { operations: 10_000, unknowns: 10 };
/** So many that the clock is read seldom, so few that they are no weight. */
const RECORDS_AT_ONCE = 10_000;

/** Processor time of some of a program's work, and when it was done. */
class Stopwatch {
  readonly stretches: { readonly from: number; readonly to: number }[] = [];
  seconds = 0;

  time<T>(work: () => T): T {
    const from = performance.now();
    const before = process.cpuUsage();
    const result = work();
    const { user, system } = process.cpuUsage(before);
    this.seconds += (user + system) / 1e6;
    this.stretches.push({ from, to: performance.now() });
    return result;
  }
}

/**
 * Judges a generated journal as `check` does: record by record, as they come. What judging takes is its own processor
 * time, and all that the collector takes while records are made, which it mostly does for what judging keeps.
 */
async function measure(shape: Shape): Promise<Judged> {
  const [making, judging, collections] = [new Stopwatch(), new Stopwatch(), new Collections()];
  const builder = new HistoryBuilder();
  const records = generatedJournal(shape);
  for (;;) {
    const some = making.time(() => take(records, RECORDS_AT_ONCE));
    if (some.length === 0) {
      break;
    }
    judging.time(() => some.forEach((record) => builder.add(record)));
  }
  judging.time(() => judge(builder));
  const collecting = await collections.outside(judging.stretches);
  collections.stop();
  return {
    seconds: judging.seconds + collecting,
    making: making.seconds - collecting,
    mebibytes: process.resourceUsage().maxRSS / 1024,
  };
}

function take(records: Iterator<JournalRecord>, most: number): JournalRecord[] {
  const some: JournalRecord[] = [];
  while (some.length < most) {
    const next = records.next();
    if (next.done === true) {
      break;
    }
    some.push(next.value);
  }
  return some;
}

function judge(builder: HistoryBuilder): void {
  const history = builder.history();
  const witness = witnessOf(history);
  const findings = linearizable(history, witness);
  if (findings.length > 0 || witness.gap !== undefined) {
    throw new Error(`a correct history was judged wrong: ${findings[0]?.message ?? 'states are not known'}`);
  }
}

async function main(): Promise<void> {
  // A small one first, so that V8 has compiled.
  await measure(WARM_UP);
  process.stdout.write(JSON.stringify(await measure(JSON.parse(process.argv[2] as string) as Shape)));
}

void main();
