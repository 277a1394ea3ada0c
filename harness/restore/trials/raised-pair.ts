import { z } from 'zod';
import type { ClusterApi } from '../api/cluster-api';
import type { Pair, Raised } from '../fidelity/trials';
import { PAIR } from '../state/pair';
import { versionOf } from './contended';

/** What a pair was raised to, and by which revisions of the cluster. */
export interface PairHistory {
  readonly rounds: number;
  /** By count. */
  readonly first: ReadonlyMap<number, number>;
  readonly second: ReadonlyMap<number, number>;
}

/**
 * A client that raises two objects of different kinds by one in turn, the first one first, as fast as it is answered: at every revision
 * the first one is as high as the second, or one higher.
 */
export class RaisedPair {
  private readonly first = new Map<number, number>();
  private readonly second = new Map<number, number>();
  private isOver = false;
  private readonly over: Promise<void>;

  constructor(private readonly api: ClusterApi) {
    this.over = this.work();
    // Whoever finishes it is told.
    this.over.catch(() => undefined);
  }

  /** Ends with a whole round. */
  async finish(): Promise<PairHistory> {
    this.isOver = true;
    await this.over;
    return { rounds: this.second.size, first: this.first, second: this.second };
  }

  private async work(): Promise<void> {
    for (let count = 1; !this.isOver; count += 1) {
      this.first.set(count, await this.raise('first', count));
      this.second.set(count, await this.raise('second', count));
    }
  }

  private async raise(which: keyof typeof PAIR, count: number): Promise<number> {
    const { object, countIn } = PAIR[which];
    return versionOf(
      await this.api.done({
        ...{ method: 'PATCH', path: await this.api.addressOf(object) },
        ...{ body: countIn(count), contentType: 'application/merge-patch+json' },
      }),
    );
  }
}

/** What the pair says where it was restored. */
export async function pairIn(api: ClusterApi, { rounds, first, second }: PairHistory): Promise<Pair> {
  return {
    rounds,
    first: await raisedTo(api, 'first', first),
    second: await raisedTo(api, 'second', second),
  };
}

const Counted = z.union([
  z.object({ data: z.object({ count: z.coerce.number() }) }),
  z.object({ spec: z.object({ count: z.number() }) }),
]);

async function raisedTo(
  api: ClusterApi,
  which: keyof typeof PAIR,
  revisions: ReadonlyMap<number, number>,
): Promise<Raised | undefined> {
  const object = await api.find(await api.addressOf(PAIR[which].object));
  if (object === undefined) {
    return undefined;
  }
  const found = Counted.parse(object);
  const { count } = 'data' in found ? found.data : found.spec;
  return { count, revision: revisions.get(count) };
}
