import { faultStories } from './fault-story';
import type { History } from './history';

/**
 * When leases may have been renewed or their expiry held up: each seen promotion, each end of a fault, each
 * (re)start of a member. A fault still open holds up everything.
 */
export interface Disturbances {
  /** The last moment in (from, ...) from which an expiry clock may have started again, allowing for `span` after each. */
  settledAfter(from: number, span: number): { readonly at: number; readonly promoted: boolean };
}

interface Interval {
  readonly from: number;
  readonly to: number;
}

export function disturbancesOf(history: History): Disturbances {
  const faults = faultStories(history).flatMap(({ injected, healed }): Interval[] =>
    injected === undefined ? [] : [{ from: injected, to: healed ?? Infinity }],
  );
  const members = history.told.member.map(({ t }): Interval => ({ from: t, to: t }));
  const down = downTimes(history);
  const intervals = [...faults, ...members, ...down].sort((one, other) => one.from - other.from);
  return {
    settledAfter: (start, span) => {
      let at = start;
      let promoted = false;
      for (const { from, to } of intervals) {
        if (to >= start && from <= at + span) {
          promoted = true;
          at = Math.max(at, to);
        }
      }
      return { at, promoted };
    },
  };
}

/** From a member's end to its being ready again: the leader may be looked for anew. */
function downTimes({ told }: History): Interval[] {
  const intervals: Interval[] = [];
  const endedAt = new Map<string, number>();
  for (const { member, state, t } of told.member) {
    const ended = endedAt.get(member);
    if (state === 'ended') {
      endedAt.set(member, ended ?? t);
    } else if (state === 'ready' && ended !== undefined) {
      intervals.push({ from: ended, to: t });
      endedAt.delete(member);
    }
  }
  return [...intervals, ...[...endedAt.values()].map((from) => ({ from, to: Infinity }))];
}
