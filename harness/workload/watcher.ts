import type { Etcd3, IDuplexStream, IWatchRequest, IWatchResponse } from 'etcd3';
import { setTimeout as pause } from 'node:timers/promises';
import { etcdClient } from '../cluster/etcd-client';
import type { Journal } from '../journal/journal';
import type { RecordOf, WatchEvent } from '../journal/record';
import { decodeEvent } from './decode';
import type { ClientIdentity } from './recording-client';

const REOPEN_AFTER = 50;
/** etcd's convention for the whole key space. */
export const EVERY_KEY = { key: '\0', end: '\0' } as const;

export interface WatchSpec {
  readonly key: string;
  readonly end?: string;
  readonly from: number;
  readonly prev: boolean;
  /** Events not to be shown. */
  readonly filters?: NonNullable<RecordOf<'watch'>['filters']>;
}

const FILTERS = { noput: 'Noput', nodelete: 'Nodelete' } as const;

type Stream = IDuplexStream<IWatchRequest, IWatchResponse>;

/**
 * A watch on the raw stream, with bookkeeping of its own: the npm client's watcher can skip events when it
 * connects again. After a broken stream it goes on from the revision after the last one seen.
 */
export class Watcher {
  private readonly etcd: Etcd3;
  private readonly running: Promise<void>;
  private stream: Stream | undefined;
  private readonly closing = new AbortController();
  private seen: number;
  private fragments: WatchEvent[] = [];
  private created = false;

  constructor(
    private readonly identity: ClientIdentity,
    private readonly spec: WatchSpec,
    private readonly journal: Journal,
    /** The watch's number in the journal: the client's own number, then one more for each reopening. */
    private readonly nextWatch: () => number,
  ) {
    this.seen = spec.from - 1;
    this.etcd = etcdClient(identity.endpoint, identity.deadline);
    const { client, member, role, scope } = identity;
    journal.write({ type: 'client', t: journal.clock(), client, member, role, scope });
    this.running = this.run();
  }

  /** The newest revision up to which this watch has certainly seen everything. */
  get revision(): number {
    return this.seen;
  }

  /** Whether etcd has said that it made the watch. */
  get isOpen(): boolean {
    return this.created;
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.stream?.cancel();
    await this.running;
    this.etcd.close();
  }

  private async run(): Promise<void> {
    let before: number | undefined;
    while (!this.closing.signal.aborted) {
      before = await this.follow(before);
      await pause(REOPEN_AFTER);
    }
  }

  /** Opens one stream and stays with it until it ends. @returns the watch's number */
  private async follow(before: number | undefined): Promise<number> {
    const watch = this.nextWatch();
    this.open(watch, before);
    const stream = await this.etcd.watchClient.watch();
    this.stream = stream;
    if (this.closing.signal.aborted) {
      // Closed while it was being opened: nobody else would ever end it.
      stream.cancel();
    }
    const end = await new Promise<{ reason: string; compacted?: number }>((resolve) => {
      stream.on('data', (response) => {
        if (response.canceled) {
          const compacted = Number(response.compact_revision);
          resolve({ reason: response.cancel_reason, ...(compacted > 0 ? { compacted } : {}) });
        } else if (response.created) {
          this.created = true;
        } else {
          this.received(watch, response);
        }
      });
      stream.on('error', (error) => resolve({ reason: error.message }));
      stream.on('end', () => resolve({ reason: 'stream ended' }));
      stream.write({
        create_request: {
          key: Buffer.from(this.spec.key),
          ...(this.spec.end === undefined ? {} : { range_end: Buffer.from(this.spec.end) }),
          start_revision: this.seen + 1,
          prev_kv: this.spec.prev,
          filters: (this.spec.filters ?? []).map((filter) => FILTERS[filter]),
          progress_notify: true,
          fragment: true,
        },
      });
    });
    this.stream = undefined;
    this.created = false;
    this.fragments = [];
    stream.cancel();
    this.journal.write({ type: 'watch-closed', t: this.journal.clock(), watch, ...end });
    if (end.compacted !== undefined) {
      this.seen = Math.max(this.seen, end.compacted - 1);
    }
    return watch;
  }

  private open(watch: number, before: number | undefined): void {
    const { key, end, prev, filters } = this.spec;
    this.journal.write({
      type: 'watch',
      t: this.journal.clock(),
      watch,
      client: this.identity.client,
      key,
      ...(end === undefined ? {} : { end }),
      from: this.seen + 1,
      prev,
      ...(filters === undefined ? {} : { filters }),
      ...(before === undefined ? {} : { resumes: before }),
    });
  }

  /** Joins fragments, writes the response down, and moves on past its revision. */
  private received(watch: number, response: IWatchResponse): void {
    this.fragments.push(...response.events.map(decodeEvent));
    if (response.fragment) {
      return;
    }
    const events = this.fragments;
    this.fragments = [];
    const revision = Number(response.header.revision);
    this.journal.write({ type: 'watched', t: this.journal.clock(), watch, revision, events });
    // A response with events may be one of several up to its header's revision; only its own events count.
    const newest = events.at(-1);
    this.seen = newest === undefined ? Math.max(this.seen, revision) : modOf(newest);
  }
}

const modOf = (event: WatchEvent): number => ('put' in event ? event.put.mod : event.delete.mod);
