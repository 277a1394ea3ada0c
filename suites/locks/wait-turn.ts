import { until } from '../../harness/time/until';
import type { Response } from '../../harness/journal/request';

type RangeAnswer = Extract<Response, { range: unknown }>['range'];

/** What waiting for one's turn needs to know of a lock's queue. */
export interface Queue {
  /** All ownership keys, read linearizably. */
  read(): Promise<RangeAnswer>;
  /** Begins to watch the queue after a revision. */
  watch(after: number): QueueWatch;
}

export interface QueueWatch {
  /** How often the watch has told of something so far. */
  changes(): number;
  close(): Promise<void>;
}

/**
 * etcd's recipe: the lock is one's own once no key of the queue has a lower create revision.
 * @returns false where the own key is gone, and its lease with it
 */
export async function waitTurn(
  queue: Queue,
  own: { readonly key: string; readonly create: number },
): Promise<boolean> {
  const look = async () => {
    const { kvs, revision } = await queue.read();
    const queued = kvs.some(({ key, create }) => key === own.key && create === own.create);
    return { revision, queued, first: queued && kvs.every(({ create }) => create >= own.create) };
  };
  let place = await look();
  if (place.first || !place.queued) {
    return place.first;
  }
  const watch = queue.watch(place.revision);
  try {
    let known = 0;
    while (place.queued && !place.first) {
      const before = known;
      await until(() => watch.changes() > before, { within: Infinity, every: 5, what: 'the queue to move' });
      known = watch.changes();
      place = await look();
    }
    return place.first;
  } finally {
    await watch.close();
  }
}
