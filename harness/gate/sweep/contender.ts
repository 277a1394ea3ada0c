import type { KeyValue, Request, Response } from '../../journal/request';
import type { Random } from '../../workload/random';
import type { RecordingClient } from '../../workload/recording-client';
import type { SharedStream } from '../../workload/shared-stream';

interface Field {
  readonly point: number;
  readonly keys: number;
  readonly random: Random;
}

/** One of the clients that change the same keys. */
export class Contender {
  private values = 0;
  /** Its lease, where it works by locks. */
  lease: string | undefined;

  constructor(
    private readonly client: RecordingClient,
    private readonly stream: SharedStream | undefined,
    private readonly field: Field,
  ) {}

  get random(): Random {
    return this.field.random;
  }

  get number(): number {
    return this.client.identity.client;
  }

  /** The key that it changes next. */
  pick(): string {
    return `contention/${this.field.point}/${this.random.integer(1, this.field.keys)}`;
  }

  /** A value that no other put of the run carries. */
  unique(): string {
    this.values += 1;
    return `${this.number}.${this.values}`;
  }

  /** @returns undefined where nothing is known of what became of it */
  async ask(request: Request): Promise<Response | undefined> {
    const outcome = await this.client.perform(request);
    return outcome.is === 'ok' ? outcome.response : undefined;
  }

  async read(key: string): Promise<KeyValue | undefined | 'unknown'> {
    const answer = await this.ask({ range: { key } });
    return answer === undefined || !('range' in answer) ? 'unknown' : answer.range.kvs[0];
  }

  /**
   * Waits until a watch shows that something of [key, end) changed after a revision, or the time is over.
   * @param within milliseconds
   */
  changed(
    span: { readonly key: string; readonly end?: string },
    after: number,
    within: number,
    signal: AbortSignal,
  ): Promise<void> {
    const { stream } = this;
    if (stream === undefined || !stream.isOpen || signal.aborted) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(late);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const late = setTimeout(done, within);
      const cancel = stream.watch({ ...span, from: after + 1, prev: false }, () => {
        done();
        cancel();
      });
      signal.addEventListener('abort', done, { once: true });
    });
  }

  async close(): Promise<void> {
    if (this.lease !== undefined) {
      await this.ask({ revoke: { lease: this.lease } });
    }
    this.stream?.close();
    this.client.close();
  }
}
