import { decodeFromCompressedBase64 } from 'hdr-histogram-js';
import type { RecordOf } from '../../journal/record';
import type { ComparedFigure } from '../../result/compared-trial';
import { seconds } from '../finding';
import { groupBy } from '../grouping';
import type { History } from '../history';
import type { Operation } from '../operation';
import { emptyHistogram, figuresOf, latenciesOf } from '../sweep/latencies';
import { within, type Stretch } from '../sweep/stretches';
import type { TrialStretches } from './trial-stretches';

type Metrics = RecordOf<'metrics'>;

/** What clients of etcd itself saw of all members together, and what members say of themselves. */
export function etcdFigures(
  { told, header }: History,
  byClient: ReadonlyMap<number, readonly Operation[]>,
  { whole }: TrialStretches,
  measured: Stretch,
): ComparedFigure[] {
  return [
    ...probed('put', told.paced, byClient, measured),
    ...probed('read', told.paced, byClient, measured),
    ...ownWords(
      told.metrics.filter(({ t }) => within(whole, t)),
      header.subject.members,
    ),
  ];
}

function probed(
  work: 'put' | 'read',
  paced: readonly RecordOf<'paced'>[],
  byClient: ReadonlyMap<number, readonly Operation[]>,
  measured: Stretch,
): ComparedFigure[] {
  const histogram = emptyHistogram();
  for (const pace of paced.filter((one) => one.work === work)) {
    const figures = latenciesOf(byClient.get(pace.client) ?? [], pace, measured);
    histogram.add(decodeFromCompressedBase64(figures.histogram));
  }
  const { p50, p99 } = figuresOf(histogram, 0);
  return [
    { metric: `etcd ${work} p50`, unit: 'ms', value: p50 },
    { metric: `etcd ${work} p99`, unit: 'ms', value: p99 },
  ];
}

/**
 * Of all members together, from the first to the last record of each; unknown where one of them did not say: it is the most
 * strained one that answers too late.
 * @param count of members
 */
function ownWords(records: readonly Metrics[], count: number): ComparedFigure[] {
  const members = [...groupBy(records, ({ member }) => member).values()];
  const known = members.length === count && members.every(({ length }) => length > 1);
  const change = (name: string): number =>
    members.reduce(
      (all, of) => all + Math.max(0, (of.at(-1)?.values[name] ?? 0) - (of[0]?.values[name] ?? 0)),
      0,
    );
  const mean = (name: string): number | null => {
    const times = change(`${name}_count`);
    return known && times > 0 ? (1000 * change(`${name}_sum`)) / times : null;
  };
  // Members that answer late are looked at for longer.
  const lasted = Math.max(...members.map((of) => seconds((of.at(-1)?.t ?? 0) - (of[0]?.t ?? 0))));
  const counted = (name: string): number | null => (known ? change(name) / lasted : null);
  const terms = records.map(({ term }) => term);
  return [
    { metric: 'WAL fsync mean', unit: 'ms', value: mean('etcd_disk_wal_fsync_duration_seconds') },
    { metric: 'backend commit mean', unit: 'ms', value: mean('etcd_disk_backend_commit_duration_seconds') },
    { metric: 'slow applies', unit: '/s', value: counted('etcd_server_slow_apply_total') },
    {
      metric: 'heartbeats not sent',
      unit: '/s',
      value: counted('etcd_server_heartbeat_send_failures_total'),
    },
    {
      ...{ metric: 'leader changes', unit: 'terms' },
      value: known ? Math.max(...terms) - Math.min(...terms) : null,
    },
    {
      ...{ metric: 'proposals', unit: '/s' },
      value: counted('etcd_server_proposals_committed_total'),
    },
  ];
}
