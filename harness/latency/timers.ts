import { DEFAULT_TIMERS, type Timers } from '../journal/header';

/** What etcd itself refuses: an election timeout below five heartbeats, or above 50 s. */
export const ETCD_LIMITS = { heartbeatsAnElection: 5, mostElectionMs: 50_000 } as const;

/** Timers with a name, as `--timers` has them. */
export interface NamedTimers {
  readonly name: string;
  readonly timers: Timers;
}

export const TIMER_NAMES = ['default', 'slow', 'tuned'] as const;
export type TimerName = (typeof TIMER_NAMES)[number];

/**
 * Of a large vendor's two validated sets, the one for slow disks and uneven networks ("Slower" of OpenShift; the other is
 * etcd's default).
 */
const SLOW_TIMERS: Timers = { heartbeatMs: 500, electionMs: 2500 };

/** What etcd takes where nobody says anything. */
export const DEFAULT: NamedTimers = { name: 'default', timers: DEFAULT_TIMERS };

/** @param tuned what a recommendation for the longest round trip says */
export const timersNamed = (name: TimerName, tuned: Timers): NamedTimers => ({
  name,
  timers: { default: DEFAULT_TIMERS, slow: SLOW_TIMERS, tuned }[name],
});

/** Why etcd would not start with these; undefined where it would. */
export function refusedByEtcd({ heartbeatMs, electionMs }: Timers): string | undefined {
  const { heartbeatsAnElection, mostElectionMs } = ETCD_LIMITS;
  if (electionMs < heartbeatsAnElection * heartbeatMs) {
    return `an election timeout of ${electionMs} ms is less than ${heartbeatsAnElection} heartbeats of ${heartbeatMs} ms, which etcd refuses`;
  }
  return electionMs > mostElectionMs
    ? `an election timeout of ${electionMs} ms is more than ${mostElectionMs / 1000} s, which etcd refuses`
    : undefined;
}
