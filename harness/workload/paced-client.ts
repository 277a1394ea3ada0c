import { setTimeout as pause } from 'node:timers/promises';
import type { Journal } from '../journal/journal';
import type { RecordOf } from '../journal/record';
import { pacedRequests } from './paced-requests';
import { until } from '../time/until';
import type { RecordingClient } from './recording-client';

type Work = RecordOf<'paced'>['work'];

export interface Pace {
  readonly zone: string;
  readonly work: Work;
  /** Microseconds between two operations. */
  readonly every: number;
  /** Microseconds until the first one, of which clients that begin together have different ones, so that they do not meet. */
  readonly after: number;
}

/** Milliseconds in which an operation that is due has begun, however busy the harness is. */
const BEGUN_WITHIN = 30_000;
const LOOK_EVERY = 5;

/**
 * A client that begins an operation whenever one is due, however many are unanswered: what those that come after a slow
 * one have to wait is seen too, which a client that waits for its answers never shows ("coordinated omission").
 */
export class PacedClient {
  private readonly stopping = new AbortController();
  private readonly underWay = new Set<Promise<unknown>>();
  private readonly working: Promise<void>;
  /** When the next operation is due. */
  private next = 0;

  constructor(
    private readonly client: Pick<RecordingClient, 'identity' | 'perform' | 'close'>,
    private readonly journal: Pick<Journal, 'clock' | 'write'>,
    private readonly pace: Pace,
  ) {
    this.working = this.work();
  }

  /** Resolves when each operation that was due before a time has had its answer, or none in its time. */
  async answered(before: number): Promise<void> {
    const what = 'operations that are due to begin';
    await until(() => this.next >= before, { within: BEGUN_WITHIN, every: LOOK_EVERY, what });
    await Promise.all(this.underWay);
  }

  /** No more operations; resolves when each has had its answer, or none in its time. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.working;
    await Promise.all(this.underWay);
    this.client.close();
  }

  private async work(): Promise<void> {
    const { journal, client, pace } = this;
    const { zone, work, every, after } = pace;
    const requests = pacedRequests(work, zone, client.identity.client);
    const t = journal.clock();
    const first = t + after;
    journal.write({ type: 'paced', t, client: client.identity.client, zone, work, first, every });
    for (let due = first; ; due += every) {
      this.next = due;
      await pause(Math.max(0, (due - journal.clock()) / 1000));
      if (this.stopping.signal.aborted) {
        return;
      }
      const { request, learn } = requests.next();
      const operation = client.perform(request).then(learn);
      this.underWay.add(operation);
      void operation.finally(() => this.underWay.delete(operation));
    }
  }
}
