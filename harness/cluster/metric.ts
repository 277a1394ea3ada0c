import type { Member } from './member';

/** All that a member tells of itself, past all proxies; undefined where it does not answer in two seconds. */
export function metricsText(member: Pick<Member, 'address'>): Promise<string | undefined> {
  const signal = AbortSignal.timeout(2_000);
  // The time may be up while the answer is read, too.
  return fetch(`http://${member.address}/metrics`, { signal })
    .then((answer) => answer.text())
    .catch(() => undefined);
}

/**
 * One figure of a member's own metrics, past all proxies.
 * @param name with its labels, as the member writes it
 * @returns undefined where the member does not answer, or has no such figure
 */
export async function metricOf(member: Member, name: string): Promise<number | undefined> {
  const text = await metricsText(member);
  const line = text?.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}
