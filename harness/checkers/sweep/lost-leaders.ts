import type { LostLeader } from '../../result/measured-point';
import { faultStories, type FaultStory } from '../fault-story';
import type { History } from '../history';
import { within, type Stretch } from './stretches';

/** What each leader that was taken away in the stretch cost, from what the others logged and clients saw. */
export function lostLeaders(history: History, stretch: Stretch): LostLeader[] {
  return faultStories(history)
    .filter(({ injected }) => injected !== undefined && within(stretch, injected))
    .map((story) => lossOf(history, story));
}

function lossOf(
  history: History,
  { fault, name, target, injected = 0, healing, proven }: FaultStory,
): LostLeader {
  const until = healing ?? history.last;
  const logged = history.told.raft
    .filter(({ t, member }) => t >= injected && t <= until && member !== target)
    .sort((one, other) => one.t - other.t);
  const elected = logged.find(({ event }) => event === 'leads')?.t;
  const since = (t: number | undefined): number | null =>
    t === undefined || t > until ? null : Math.round((t - injected) / 10) / 100;
  return {
    how: name === 'freeze' ? 'freeze' : 'kill',
    proven,
    detected: since(logged.find(({ event }) => event === 'campaigns')?.t),
    elected: since(elected),
    available: since(elected === undefined ? undefined : firstAcknowledged(history, injected, elected)),
    lockReleased: since(lockReleased(history, fault)),
  };
}

/**
 * Of the writes that were begun after it, whoever began them, the first that was acknowledged once another member led: what
 * was acknowledged before may be the lost leader's own last answer, since it takes a moment to be lost.
 */
function firstAcknowledged({ operations }: History, injected: number, elected: number): number | undefined {
  let first: number | undefined;
  for (const { invoke, outcome, returned, request } of operations) {
    if (first !== undefined && invoke > first) {
      break;
    }
    if (invoke > injected && outcome === 'ok' && returned >= elected && 'put' in request) {
      first = Math.min(first ?? Infinity, returned);
    }
  }
  return first;
}

/** When a recorder was first shown that the lock's key is gone. */
function lockReleased({ watches }: History, fault: number): number | undefined {
  const key = `sweep-lock/${fault}`;
  const seen = watches.flatMap(({ responses }) =>
    [...responses].filter(({ events }) =>
      events.some((event) => 'delete' in event && event.delete.key === key),
    ),
  );
  return seen.length === 0 ? undefined : Math.min(...seen.map(({ t }) => t));
}
