import { setTimeout as pause } from 'node:timers/promises';
import type { Contention } from '../../journal/sweep-record';
import type { KeyValue } from '../../journal/request';
import type { Contender } from './contender';

/** Milliseconds of the first wait and of the longest; each is drawn from nothing to the bound, which doubles. */
const FIRST = 4;
const LONGEST = 1_000;
/** Milliseconds to wait for somebody else's change, who may have given up. */
const PATIENCE = 250;

type State = KeyValue | undefined;

/** Changes one key: reads it, and swaps it for a value of its own until it wins, or the time is over. */
export async function optimisticTurn(
  contender: Contender,
  strategy: Contention['strategy'],
  signal: AbortSignal,
): Promise<void> {
  const key = contender.pick();
  let seen = await contender.read(key);
  for (let lost = 1; seen !== 'unknown' && !signal.aborted; lost += 1) {
    const found = await swapped(contender, key, seen);
    if (found === 'won' || found === 'unknown') {
      return;
    }
    seen = await again(contender, { key, found: found.kv, lost, strategy, signal });
  }
}

/** @returns the key as it was where the swap was refused */
async function swapped(
  contender: Contender,
  key: string,
  seen: State,
): Promise<'won' | 'unknown' | { kv: State }> {
  const answer = await contender.ask({
    txn: {
      if: [{ key, target: 'mod', is: '=', to: seen?.mod ?? 0 }],
      then: [{ put: { key, value: contender.unique() } }],
      else: [{ range: { key } }],
    },
  });
  if (answer === undefined || !('txn' in answer)) {
    return 'unknown';
  }
  const [found] = answer.txn.responses;
  return answer.txn.succeeded
    ? 'won'
    : { kv: found !== undefined && 'range' in found ? found.range.kvs[0] : undefined };
}

interface Lost {
  readonly key: string;
  readonly found: State;
  /** How many times in a row. */
  readonly lost: number;
  readonly strategy: Contention['strategy'];
  readonly signal: AbortSignal;
}

/** What it goes on from: what the refusal showed, or what is there after it has waited. */
async function again(
  contender: Contender,
  { key, found, lost, strategy, signal }: Lost,
): Promise<State | 'unknown'> {
  if (strategy === 'exponential') {
    const bound = Math.min(LONGEST, FIRST * 2 ** Math.min(lost, 20));
    await pause(contender.random.integer(0, bound));
    return contender.read(key);
  }
  if (strategy === 'watch') {
    await contender.changed({ key }, found?.mod ?? 0, PATIENCE, signal);
    return contender.read(key);
  }
  return found;
}
