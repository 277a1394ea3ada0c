import { join } from 'node:path';
import { apart } from './apart';
import type { Benchmark } from './benchmark';
import type { Written } from './generated/shape';
import { spreadOf } from './spread';

const LEAST_RECORDS = 50_000;
const MOST_BYTES = 150;

/** What JournalWriter writes of a generated journal. */
export const journal: Benchmark = {
  name: 'journal',
  rounds: 5,
  measure: async ({ folder, rounds, signal, progress }) => {
    const written: Written[] = [];
    for (let round = 0; round < rounds; round += 1) {
      progress(`journal: round ${round + 1} of ${rounds}`);
      written.push((await apart('write-main.ts', join(folder, `${round}.jsonl`), signal)) as Written);
    }
    const recorders = spreadOf(written.map(({ bytesOfRecorders }) => bytesOfRecorders)).median;
    return [
      {
        name: 'journal-rate',
        unit: 'records/s',
        against: 'the bound: 50,000 records a second',
        target: { ratio: 1, is: 'at least' },
        rounds: written.map(({ recordsPerSecond }) => ({ ours: recordsPerSecond, reference: LEAST_RECORDS })),
        notes: ['of processor time, all threads'],
      },
      {
        name: 'journal-bytes',
        unit: 'bytes',
        against: 'the bound: 150 bytes an operation beyond keys and values',
        target: { ratio: 1, is: 'at most' },
        rounds: written.map(({ bytesPerOperation }) => ({ ours: bytesPerOperation, reference: MOST_BYTES })),
        notes: [`invoke and answer; three recorders add ${Math.round(recorders)} bytes to each operation`],
      },
    ];
  },
};
