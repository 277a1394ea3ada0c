import { findingsOf, type Finding } from '../finding';
import type { Explanation } from './explain';
import type { Answered, Begun } from './history';
import type { Model } from './model';

const finding = findingsOf('linearizable', 'CONS-1');

/** Operations told by name; the rest is counted. */
const NAMED = 6;

/** "client 3 read k=7, after client 1 was told that it wrote k=8; nothing wrote 7 in between" */
export function findingOf<A, U extends A>(explanation: Explanation<A>, model: Model<A, U>): Finding {
  const { stuck, against } = explanation;
  const did = (one: Answered<A>): string => `client ${one.client} ${model.describe(one.action, one.key)}`;
  const during = against.filter(({ returned }) => returned >= stuck.call);
  const { words, before } = why(explanation, model);
  const message = [
    did(stuck),
    ...(before.length === 0 ? [] : [`, after ${listed(before.map((one) => `${did(one)} and was told so`))}`]),
    ...(during.length === 0
      ? []
      : [`, ${before.length === 0 ? '' : 'and '}while ${listed(during.map(did))}`]),
    `; ${words}`,
  ].join('');
  return finding(message, ...against.map(({ id }) => id), stuck.id);
}

/** What is wrong, and which of the answers before it a reader has to know to see it. */
function why<A, U extends A>(
  { stuck, against, around }: Explanation<A>,
  model: Model<A, U>,
): { words: string; before: readonly Answered<A>[] } {
  const before = against.filter(({ returned }) => returned < stuck.call);
  const none = { words: 'no order of the operations explains that', before };
  const need = model.need?.(stuck.action);
  if (need === undefined) {
    return none;
  }
  const sources = around.filter(({ action }) => need.isMetBy(action));
  if (sources.length === 0) {
    return { words: `nothing ${need.verb} ${need.value}`, before };
  }
  // A source that had returned before something else began cannot come between that and what is stuck.
  const others = before.filter(({ action }) => !need.isMetBy(action));
  const isOver = (source: Begun<A>): boolean =>
    'returned' in source && others.some((one) => Number(source.returned) < one.call);
  return sources.every(isOver)
    ? { words: `nothing ${need.verb} ${need.value} in between`, before: others }
    : none;
}

function listed(words: readonly string[]): string {
  const named = words.slice(0, NAMED);
  const more = words.length - named.length;
  return [...named, ...(more === 0 ? [] : [`${more} more`])].join(', ').replace(/, ([^,]*)$/, ' and $1');
}
