import type { Contention } from '../../journal/sweep-record';
import type { RecordOf } from '../../journal/record';
import { groupBy } from '../grouping';
import type { History } from '../history';

type State = RecordOf<'point'>['state'];

/** A part of a point, in microseconds; the end is not part of it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** One point of a sweep, and when each of its parts was. */
export interface PointStretches {
  readonly point: number;
  readonly rtt: number;
  readonly jitter: number;
  readonly contention: Contention | undefined;
  /** Clients do not count at it: leaders are lost, and nothing else. */
  readonly losing: boolean;
  /** Undefined where the point did not get there. */
  readonly of: (state: Exclude<State, 'end'>) => Stretch | undefined;
  /** From the first record of it to its end, or that of the journal. */
  readonly whole: Stretch;
  readonly finished: boolean;
  /** No leader settled at it, so what was to be done there was left out. */
  readonly leaderless: boolean;
  /** What the cluster did not come back from, so that the rest of it was left out. */
  readonly cutShort: string | undefined;
}

/** A part lasts until the next one begins, or the journal ends. */
export function stretchesOf({ told, last }: History): PointStretches[] {
  const points = groupBy(told.point, ({ point }) => point);
  return [...points.values()].map((records) => {
    const [{ point, rtt, jitter, contention, losing = false, t: from }] = records as [
      RecordOf<'point'>,
      ...RecordOf<'point'>[],
    ];
    const end = records.find(({ state }) => state === 'end');
    const of = (state: State): Stretch | undefined => {
      const at = records.findIndex((record) => record.state === state);
      const begun = records[at];
      return begun && { from: begun.t, to: records[at + 1]?.t ?? last };
    };
    return {
      point,
      rtt,
      jitter,
      contention,
      losing,
      of,
      whole: { from, to: end?.t ?? last },
      finished: end !== undefined,
      leaderless: end?.leaderless === true,
      cutShort: end?.cutShort,
    };
  });
}

export const within = ({ from, to }: Stretch, t: number): boolean => t >= from && t < to;
