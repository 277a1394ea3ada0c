import type { RecordOf } from '../journal/record';
import type { Member } from './member';
import { metricsText } from './metric';
import { statusIfAny } from './status';

/** What is kept of all that a member tells: enough for what a network, a disk or a processor does to it. */
const KEPT = new RegExp(
  `^(${[
    'etcd_server_(heartbeat_send_failures|leader_changes_seen|proposals_(pending|failed|committed)|slow_(apply|read_indexes))',
    'etcd_disk_(wal_fsync|backend_commit)_duration_seconds_',
    'etcd_network_peer_round_trip_time_seconds_',
    'process_cpu_seconds',
  ].join('|')})`,
);

/**
 * A member's own figures now, past all proxies.
 * @returns undefined where it does not answer in two seconds
 */
export async function metricsRecord(
  member: Member,
  clock: () => number,
): Promise<RecordOf<'metrics'> | undefined> {
  const [text, status] = await Promise.all([metricsText(member), statusIfAny(member)]);
  if (text === undefined || status === undefined) {
    return undefined;
  }
  const values: Record<string, number> = {};
  for (const line of text.split('\n')) {
    const [name, value] = split(line);
    if (KEPT.test(name)) {
      values[name] = Number(value);
    }
  }
  const { leader, term } = status;
  return { type: 'metrics', t: clock(), member: member.name, leader, term, values };
}

/** Labels may hold spaces; the value never does. */
const split = (line: string): [name: string, value: string] => {
  const at = line.lastIndexOf(' ');
  return [line.slice(0, at), line.slice(at + 1)];
};
