import type { Member } from '../cluster/member';

const METRIC = /^etcd_network_peer_received_bytes_total\{From="([0-9a-f]+)"\} (\S+)$/;

/**
 * Bytes of raft traffic that a member has received from each peer, by the peer's id in hex, by its own
 * metrics on the path without proxies.
 */
async function receivedBytes(member: Member): Promise<ReadonlyMap<string, number>> {
  const answer = await fetch(`http://${member.address}/metrics`, { signal: AbortSignal.timeout(2_000) });
  const received = new Map<string, number>();
  for (const line of (await answer.text()).split('\n')) {
    const [, from, bytes] = METRIC.exec(line) ?? [];
    if (from !== undefined && bytes !== undefined) {
      received.set(from, Number(bytes));
    }
  }
  return received;
}

/** Like `receivedBytes`; undefined where the member does not answer in two seconds. */
export const receivedIfAny = (member: Member): Promise<ReadonlyMap<string, number> | undefined> =>
  receivedBytes(member).catch(() => undefined);

/** etcd's ids are decimal in its API and hex in its metrics and logs. */
export const hexId = (id: string): string => BigInt(id).toString(16);
