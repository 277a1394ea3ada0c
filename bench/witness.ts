import { apart, NARROW } from './apart';
import type { Benchmark, Conditions } from './benchmark';
import type { Judged, Shape } from './generated/shape';
import type { Measured } from './row';
import { spreadOf } from './spread';

const MILLION = 1_000_000;
const MOST_SECONDS = 10;
const MOST_MEBIBYTES = 1_024;

interface Judgings {
  readonly few: Judged;
  readonly many: Judged;
  readonly withUnknowns: Judged;
  readonly million: Judged;
  /** The same in a process that may not have more. */
  readonly weighed: Judged;
}

/** The checker of CONS-1 on generated journals of correct histories. */
export const witness: Benchmark = {
  name: 'witness',
  rounds: 3,
  measure: async ({ rounds, signal, progress }) => {
    const judged: Judgings[] = [];
    for (let round = 0; round < rounds; round += 1) {
      progress(`witness: round ${round + 1} of ${rounds}, about 2 minutes`);
      judged.push({
        few: await judge({ operations: MILLION / 100, unknowns: 0 }, signal),
        many: await judge({ operations: MILLION / 10, unknowns: 0 }, signal),
        withUnknowns: await judge({ operations: MILLION / 10, unknowns: 1_000 }, signal),
        million: await judge({ operations: MILLION, unknowns: 0 }, signal),
        weighed: await judge({ operations: MILLION, unknowns: 0 }, signal, NARROW),
      });
    }
    return rowsOf(judged);
  },
};

const judge = async (shape: Shape, signal: Conditions['signal'], room?: readonly string[]): Promise<Judged> =>
  (await apart('judge-main.ts', JSON.stringify(shape), signal, room)) as Judged;

const perOperation = ({ seconds }: Judged, operations: number): number => (seconds / operations) * 1e6;

const medianSeconds = (seconds: readonly number[]): string => `${spreadOf(seconds).median.toFixed(1)} s`;

function rowsOf(judged: readonly Judgings[]): Measured[] {
  const atMost = (ratio: number) => ({ ratio, is: 'at most' }) as const;
  const bound = atMost(1);
  const notes = ['processor time, with all that the collector takes, also while records are made'];
  return [
    {
      name: 'witness-million',
      unit: 's',
      against: 'the bound: 10 s for a million operations',
      target: bound,
      rounds: judged.map(({ million }) => ({ ours: million.seconds, reference: MOST_SECONDS })),
      notes: [
        ...notes,
        `making them took ${medianSeconds(judged.map(({ million }) => million.making))}, which tells how fast the machine was`,
      ],
    },
    {
      name: 'witness-memory',
      unit: 'MiB',
      against: 'the bound: 1 GiB for a million operations',
      target: bound,
      rounds: judged.map(({ weighed }) => ({ ours: weighed.mebibytes, reference: MOST_MEBIBYTES })),
      notes: [
        `the most that a process ever had whose heap may have 850 MiB; it took ${medianSeconds(judged.map(({ weighed }) => weighed.seconds))}`,
      ],
    },
    {
      name: 'witness-growth',
      unit: 'µs',
      against: 'an operation of ten thousand; ours is one of a million',
      target: atMost(2),
      rounds: judged.map(({ million, few }) => ({
        ours: perOperation(million, MILLION),
        reference: perOperation(few, MILLION / 100),
      })),
      notes,
    },
    {
      name: 'witness-unknowns',
      unit: 's',
      against: 'a hundred thousand operations, all answered; of ours a thousand are not',
      target: atMost(2),
      rounds: judged.map(({ withUnknowns, many }) => ({
        ours: withUnknowns.seconds,
        reference: many.seconds,
      })),
      notes,
    },
  ];
}
