import type { Member } from './member';

/**
 * One figure of a member's own metrics, past all proxies.
 * @param name with its labels, as the member writes it
 * @returns undefined where the member does not answer, or has no such figure
 */
export async function metricOf(member: Member, name: string): Promise<number | undefined> {
  const signal = AbortSignal.timeout(2_000);
  const text = await fetch(`http://${member.address}/metrics`, { signal }).then(
    (answer) => answer.text(),
    () => '',
  );
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}
