import { performance } from 'node:perf_hooks';
import { joined, type SearchOutcome } from '../checkers/search/search';
import type { PlainJournal } from '../journal/plain-reader';
import type { PlainQuestion } from './judge-plain-histories';
import type { PlainSearch } from './plain-judge';
import { searchApart } from './search-apart';

/** Milliseconds in which most keys of most histories are done; threads are for what is left. */
const FIRST_LOOK = 2_000;

/**
 * Searches one history: all keys one after another for a moment, and those that are left in threads.
 * @param deadline on the clock of `performance.now`
 */
export async function searchPlain(
  { journal, plain: { counts, search } }: { journal: PlainJournal; plain: PlainSearch },
  { model, initial, maxBytes }: Omit<PlainQuestion, 'paths' | 'seconds'>,
  deadline: number,
): Promise<SearchOutcome> {
  const until = (end: number) => ({ outOfTime: () => performance.now() > end, maxBytes });
  if (counts.size < 2) {
    return search(until(deadline));
  }
  const first = search(until(Math.min(deadline, performance.now() + FIRST_LOOK)));
  const open = first.verdict === 'linearizable' ? [] : first.open;
  const late = open.filter(({ spent }) => spent === 'time').map(({ key }) => key);
  const seconds = (deadline - performance.now()) / 1000;
  if (late.length === 0 || seconds <= 0) {
    return first;
  }
  const settled = without(first, new Set(late));
  const apart = await searchApart({ journal, model, initial, keys: late, seconds, maxBytes }, counts);
  // In a thread a key had only a part of the memory.
  const poor = (apart.verdict === 'linearizable' ? [] : apart.open).filter(({ spent }) => spent === 'memory');
  const again = new Set(poor.map(({ key }) => key));
  return again.size === 0
    ? joined([settled, apart])
    : joined([settled, without(apart, again), search(until(deadline), again)]);
}

/** An outcome but for keys that are searched again. */
function without(outcome: SearchOutcome, again: ReadonlySet<string>): SearchOutcome {
  if (outcome.verdict === 'linearizable') {
    return outcome;
  }
  const open = outcome.open.filter(({ key }) => !again.has(key));
  return outcome.verdict === 'inconclusive' && open.length === 0
    ? { verdict: 'linearizable', orders: outcome.orders }
    : { ...outcome, open };
}
