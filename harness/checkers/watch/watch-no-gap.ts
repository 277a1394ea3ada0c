import type { Finding } from '../finding';
import type { History } from '../history';
import type { Witness } from '../witness';
import { atomic } from './atomic';
import { bookmarkable } from './bookmarkable';
import { ordered } from './ordered';
import { neverShown, reliable } from './reliable';
import { hole, resumable } from './resumable';
import { trueEvents } from './true-events';
import { unique } from './unique';
import { unseenBy } from './unseen';

export interface WatchVerdict {
  readonly findings: readonly Finding[];
  /** Where a chain of watches was resumed too late by its own client, so that nothing can be said. */
  readonly holes: readonly string[];
}

/**
 * UPG-4: each watch shows the changes of its keys from its first revision to the last it reached: all of them,
 * whole, in order, once, with the right state before and after. Each broken guarantee is told by its own name.
 */
export function watchNoGap(history: History, witness: Witness): WatchVerdict {
  const { watches } = history;
  const byId = new Map(watches.map((watch) => [watch.watch, watch]));
  return {
    findings: watches.flatMap((watch) => {
      const unseen = unseenBy(watch, witness);
      return [
        ...ordered(watch),
        ...unique(watch),
        ...trueEvents(watch, witness),
        ...atomic(watch, unseen, witness),
        ...reliable(watch, unseen, witness),
        ...resumable(watch, unseen, witness),
        ...bookmarkable(watch, unseen, witness),
        ...neverShown(watch, history, witness),
      ];
    }),
    holes: watches.flatMap((watch) => hole(watch, byId)),
  };
}
