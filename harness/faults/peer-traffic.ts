import type { Member } from '../cluster/member';
import { metricsText } from '../cluster/metric';

const METRIC = /^etcd_network_peer_received_bytes_total\{From="([0-9a-f]+)"\} (\S+)$/;

/**
 * Bytes of raft traffic that a member has received from each peer, by the peer's id in hex, by its own
 * metrics on the path without proxies; undefined where the member does not answer in two seconds.
 */
export async function receivedIfAny(member: Member): Promise<ReadonlyMap<string, number> | undefined> {
  const text = await metricsText(member);
  if (text === undefined) {
    return undefined;
  }
  const received = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [, from, bytes] = METRIC.exec(line) ?? [];
    if (from !== undefined && bytes !== undefined) {
      received.set(from, Number(bytes));
    }
  }
  return received;
}

/** etcd's ids are decimal in its API and hex in its metrics and logs. */
export const hexId = (id: string): string => BigInt(id).toString(16);
