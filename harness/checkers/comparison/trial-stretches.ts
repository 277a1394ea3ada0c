import type { TrialName } from '../../journal/comparison-record';
import type { RecordOf } from '../../journal/record';
import { groupBy } from '../grouping';
import type { History } from '../history';
import type { Stretch } from '../sweep/stretches';

type Trial = RecordOf<'trial'>;

/** One trial, and when its parts were, in microseconds. */
export interface TrialStretches {
  readonly trial: TrialName;
  /** From its first record to that of the next trial, or the journal's end. */
  readonly whole: Stretch;
  /** In which figures count; undefined where it did not get there, or not to its end. */
  readonly measured: Stretch | undefined;
  /** When something was lost, was given back, and all was whole again; those that came about. */
  readonly at: (state: Trial['state']) => number | undefined;
  readonly lost: Pick<Trial, 'what' | 'node'> | undefined;
  readonly finished: boolean;
}

/** In the order in which they were carried out; each trial comes once in a journal. */
export function trialStretches({ told, last }: History): TrialStretches[] {
  const trials = [...groupBy(told.trial, ({ trial }) => trial)];
  return trials.map(([trial, records], index) => {
    const at = (state: Trial['state']) => records.find((record) => record.state === state)?.t;
    const [from, to] = [at('measure'), at('end')];
    return {
      ...{ trial, at },
      whole: { from: records[0]?.t ?? last, to: trials[index + 1]?.[1][0]?.t ?? last },
      measured: from === undefined || to === undefined ? undefined : { from, to },
      lost: records.find(({ state }) => state === 'lost'),
      finished: to !== undefined,
    };
  });
}
