import { statSync } from 'node:fs';
import { lineOf } from '../../harness/journal/line-of-record';
import { JournalWriter } from '../../harness/journal/writer';
import type { JournalRecord } from '../../harness/journal/record';
import { generatedJournal, HEADER } from './journal';
import type { Written } from './shape';

const SHAPE = { operations: 60_000, unknowns: 60 };

/** Writes a generated journal through the writer, as a run does, and prints how fast and how large. */
async function write(path: string): Promise<Written> {
  const records = [...generatedJournal(SHAPE)].filter(({ type }) => type !== 'journal' && type !== 'end');
  const writer = await JournalWriter.open(path, HEADER);
  const empty = statSync(path).size;
  const before = process.cpuUsage();
  for (const record of records) {
    writer.write(record);
  }
  await writer.close({ reason: 'finished' });
  const { user, system } = process.cpuUsage(before);
  const bytes = statSync(path).size - empty;
  const ofRecorders = records.filter(({ type }) => type === 'watched');
  const rest = bytes - weightOf(ofRecorders, wholeLine);
  return {
    recordsPerSecond: records.length / ((user + system) / 1e6),
    bytesPerOperation: (rest - weightOf(records.filter(isOfClient), keysAndValues)) / SHAPE.operations,
    bytesOfRecorders:
      (weightOf(ofRecorders, wholeLine) - weightOf(ofRecorders, keysAndValues)) / SHAPE.operations,
  };
}

const isOfClient = ({ type }: JournalRecord): boolean => type === 'invoke' || type === 'ok';
const weightOf = (records: readonly JournalRecord[], weigh: (record: JournalRecord) => number): number =>
  records.reduce((sum, record) => sum + weigh(record), 0);
const wholeLine = (record: JournalRecord): number => Buffer.byteLength(lineOf(record)) + 1;

/** Bytes of keys and values, wherever they stand. */
function keysAndValues(part: unknown): number {
  if (typeof part !== 'object' || part === null) {
    return 0;
  }
  return Object.entries(part).reduce(
    (sum, [name, one]: [string, unknown]) =>
      sum +
      (typeof one === 'string' && ['key', 'end', 'value'].includes(name)
        ? Buffer.byteLength(one)
        : keysAndValues(one)),
    0,
  );
}

void write(process.argv[2] as string).then((written) => process.stdout.write(JSON.stringify(written)));
