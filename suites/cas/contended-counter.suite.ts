import { expect } from '@jest/globals';
import type { RecordingClient } from '../../harness/workload/recording-client';
import { assay } from '../assay';
import type { ObservedWatch } from '../observed-watch';
import type { Trial } from '../trial';
import { Unanswered } from '../unanswered';

import { readExisting } from './read';
import { swap } from './swap';

const CLIENTS_A_MEMBER = 2;
const INCREMENTS = 5;
/** Milliseconds in which a client must have had its turns: retrying ends, since each conflict is another's win. */
const WITHIN = 25_000;
const WATCH_WITHIN = 10_000;

interface Swap {
  readonly value: string;
  readonly guard: number;
  readonly is: 'won' | 'unknown';
}

assay(
  'CAS-4',
  'of clients that swap one counter at once, one wins each revision and the rest retry',
  async (trial) => {
    const clients = trial.clients(CLIENTS_A_MEMBER);
    const [first] = clients as [RecordingClient];
    const key = trial.key('counter');
    const watch = trial.watch(trial.member(1), { key });
    const accounts = await Promise.all(clients.map((client) => increment(trial, client, key)));

    const swaps = accounts.flatMap((account) => account.swaps);
    const won = swaps.filter(({ is }) => is === 'won');
    const unknown = swaps.filter(({ is }) => is === 'unknown');
    const conflicts = accounts.reduce((sum, account) => sum + account.conflicts, 0);
    const final = await readExisting(first, key);
    const values = await historyOf(trial, watch, final.mod);

    // Each client had all its turns, so retrying ended; and there was something to retry.
    expect(won).toHaveLength(clients.length * INCREMENTS);
    expect(conflicts).toBeGreaterThan(0);
    // One winner for each state that was swapped.
    expect(new Set(won.map(({ guard }) => guard)).size).toBe(won.length);
    // Nothing lost: each winner is in the history, once, and each step counts up by one.
    const count = (value: string) => Number(value.split(' ', 1)[0]);
    expect(values.map(count)).toEqual(values.map((_, index) => index + 1));
    expect(values).toEqual(expect.arrayContaining(won.map(({ value }) => value)));
    expect(new Set(values).size).toBe(values.length);
    // What is in it besides winners can only be swaps whose outcome nobody knows.
    const others = values.filter((value) => !won.some((swap) => swap.value === value));
    expect(unknown.map(({ value }) => value)).toEqual(expect.arrayContaining(others));
    expect(final).toMatchObject({ value: values.at(-1), version: won.length + others.length });
  },
);

interface Account {
  readonly swaps: readonly Swap[];
  readonly conflicts: number;
}

/** Counts up so many times: guard on what was seen last, learn the new state from each refusal, try again. */
async function increment(trial: Trial, client: RecordingClient, key: string): Promise<Account> {
  const swaps: Swap[] = [];
  let conflicts = 0;
  let wins = 0;
  let seen = { mod: 0, count: 0 };
  const giveUp = performance.now() + WITHIN;
  while (wins < INCREMENTS && performance.now() < giveUp) {
    const value = `${seen.count + 1} ${trial.unique()}`;
    const guard = seen.mod;
    const result = await swap(client, { key, target: 'mod', is: '=', to: guard }, { key, value });
    if (result.is === 'won') {
      wins += 1;
      swaps.push({ value, guard, is: 'won' });
      seen = { mod: result.mod, count: seen.count + 1 };
    } else if (result.is === 'unknown') {
      swaps.push({ value, guard, is: 'unknown' });
    } else {
      conflicts += 1;
      seen = { mod: result.found?.mod ?? 0, count: Number.parseInt(result.found?.value ?? '0', 10) };
    }
  }
  if (wins < INCREMENTS && swaps.some(({ is }) => is === 'unknown')) {
    throw new Unanswered(`too few answers to the client at ${client.identity.member} in ${WITHIN} ms`);
  }
  return { swaps, conflicts };
}

/** Every value that the counter has had, up to a revision, as a watch told it. */
async function historyOf(trial: Trial, watch: ObservedWatch, upTo: number): Promise<string[]> {
  const seen = await trial.journal.toSee(
    () => {
      const events = watch.events();
      return (events.at(-1)?.mod ?? 0) >= upTo && events;
    },
    `the watch to see revision ${upTo}`,
    WATCH_WITHIN,
  );
  return seen
    .filter(({ mod }) => mod <= upTo)
    .map((event) => (event.is === 'put' ? event.kv.value : 'deleted'));
}
