import type { RecordOf } from '../../journal/record';
import type { MeasuredPoint } from '../../result/measured-point';
import { groupBy } from '../grouping';

type Metrics = RecordOf<'metrics'>;
type OwnFigures = Pick<
  MeasuredPoint,
  | ('heartbeatFailures' | 'proposalsFailed' | 'proposalsPending' | 'fsyncP99' | 'commitP99' | 'etcdRtt')
  | ('led' | 'leaderChanges' | 'sightLost')
>;

/**
 * What members' own metrics say of the time between their first and their last record.
 * @param count of members
 */
export function ownFigures(records: readonly Metrics[], count: number): OwnFigures {
  const byMember = [...groupBy(records, ({ member }) => member).values()];
  const members = byMember.map(changesOf);
  const terms = records.map(({ term }) => term);
  const sum = (name: string): number => members.reduce((all, { change }) => all + change(name), 0);
  const most = (figures: (number | null)[]): number | null =>
    figures.reduce((one, other) => (one === null || (other !== null && other > one) ? other : one), null);
  const probes = sum('etcd_network_peer_round_trip_time_seconds_count');
  const total = sum('etcd_network_peer_round_trip_time_seconds_sum');
  return {
    heartbeatFailures: sum('etcd_server_heartbeat_send_failures_total'),
    proposalsFailed: sum('etcd_server_proposals_failed_total'),
    proposalsPending: Math.max(
      0,
      ...records.map(({ values }) => values['etcd_server_proposals_pending'] ?? 0),
    ),
    fsyncP99: most(members.map(({ p99 }) => p99('etcd_disk_wal_fsync_duration_seconds'))),
    commitP99: most(members.map(({ p99 }) => p99('etcd_disk_backend_commit_duration_seconds'))),
    etcdRtt: probes === 0 ? null : Math.round((1e6 * total) / probes) / 1000,
    led: byMember.length < count || byMember.some(({ length }) => length < 2) ? null : haveOneLeader(records),
    leaderChanges: terms.length === 0 ? 0 : Math.max(...terms) - Math.min(...terms),
    sightLost: Math.max(0, ...members.map(({ change }) => change('etcd_server_leader_changes_seen_total'))),
  };
}

const haveOneLeader = (records: readonly Metrics[]): boolean =>
  records.every(({ leader }) => leader !== '0' && leader === records[0]?.leader);

interface Changes {
  /** Over all labels of a name. */
  readonly change: (name: string) => number;
  /** Milliseconds; the upper edge of the bucket that the 99th percentile is in. */
  readonly p99: (name: string) => number | null;
}

function changesOf(records: readonly Metrics[]): Changes {
  const first = records[0]?.values ?? {};
  const last = records.at(-1)?.values ?? {};
  // A member that was started anew meanwhile counts from nothing.
  const changes = Object.entries(last).map(
    ([name, value]) => [name, Math.max(0, value - (first[name] ?? 0))] as const,
  );
  const of = (name: string) => changes.filter(([one]) => one === name || one.startsWith(`${name}{`));
  return {
    change: (name) => of(name).reduce((all, [, value]) => all + value, 0),
    p99: (name) => {
      const buckets = of(`${name}_bucket`)
        .map(([one, value]) => [Number(/le="([^"]+)"/.exec(one)?.[1]), value] as const)
        .sort(([one], [other]) => one - other);
      const all = of(`${name}_count`)[0]?.[1] ?? 0;
      const edge = buckets.find(([, value]) => value >= 0.99 * all)?.[0];
      return all === 0 || edge === undefined ? null : edge * 1000;
    },
  };
}
