import type { Etcd3, IDuplexStream, IWatchRequest, IWatchResponse } from 'etcd3';
import type { Readable } from 'node:stream';
import { etcdClient } from '../cluster/etcd-client';
import type { Journal } from '../journal/journal';
import type { WatchEvent } from '../journal/record';
import { decodeEvent } from './decode';
import type { ClientIdentity } from './recording-client';
import type { WatchSpec } from './watcher';

/** The generated type does not say that it can be held up, as any readable stream can. */
type Stream = IDuplexStream<IWatchRequest, IWatchResponse> & Pick<Readable, 'pause' | 'resume'>;

/** etcd answers with this id where an answer is for every watch of the stream, or for none that it made. */
const NO_WATCH = -1;

/** One of the watches of a stream. */
interface Carried {
  readonly number: number;
  readonly key: string;
  state: 'asked' | 'created' | 'closed';
  /** The newest revision that it was shown. */
  seen: number;
  fragments: WatchEvent[];
  /** Told of events, and of the watch's end. */
  readonly told: () => void;
}

/**
 * Several watches on one stream, as clients that watch many keys have them. A stream that ends is not opened
 * again, and what its watches had not shown by then is not known.
 */
export class SharedStream {
  private readonly carried: Carried[] = [];
  private progress = 0;
  private over = false;

  private constructor(
    private readonly etcd: Etcd3,
    private readonly stream: Stream,
    private readonly client: number,
    private readonly journal: Journal,
    private readonly nextWatch: () => number,
  ) {
    stream.on('data', (response) => this.received(response));
    stream.on('error', (error) => this.ended(error.message));
    stream.on('end', () => this.ended('stream ended'));
  }

  static async open(
    identity: ClientIdentity,
    journal: Journal,
    nextWatch: () => number,
  ): Promise<SharedStream> {
    const { client, member, role, scope, endpoint, deadline } = identity;
    const etcd = etcdClient(endpoint, deadline);
    journal.write({ type: 'client', t: journal.clock(), client, member, role, scope });
    try {
      const stream = (await etcd.watchClient.watch()) as Stream;
      return new SharedStream(etcd, stream, client, journal, nextWatch);
    } catch (error) {
      etcd.close();
      throw error;
    }
  }

  /**
   * Asks for one more watch.
   * @param told called whenever it was shown something, and when it is over
   * @returns what ends it alone
   */
  watch({ key, end, from, prev }: WatchSpec, told: () => void = () => undefined): () => void {
    const number = this.nextWatch();
    this.carried.push({ number, key, state: 'asked', seen: from - 1, fragments: [], told });
    const id = this.carried.length;
    this.journal.write({
      ...{ type: 'watch', t: this.journal.clock(), watch: number, client: this.client },
      ...{ key, from, prev, ...(end === undefined ? {} : { end }) },
    });
    this.stream.write({
      create_request: {
        key: Buffer.from(key),
        ...(end === undefined ? {} : { range_end: Buffer.from(end) }),
        // A negative number is refused by the npm client; as text it is sent as it is.
        start_revision: String(from),
        prev_kv: prev,
        progress_notify: false,
        fragment: true,
        watch_id: id,
      },
    });
    return () => {
      if (!this.over) {
        this.stream.write({ cancel_request: { watch_id: String(id) } });
      }
    };
  }

  /** Whether it carries watches still. */
  get isOpen(): boolean {
    return !this.over;
  }

  /** Asks how far the watches of this stream have come. */
  requestProgress(): void {
    this.stream.write({ progress_request: {} });
  }

  /** How many answers to that there were. */
  get progressAnswers(): number {
    return this.progress;
  }

  /** How many watches etcd has neither created nor refused yet. */
  get unanswered(): number {
    return this.carried.filter(({ state }) => state === 'asked').length;
  }

  /** The revision that every open watch of a key has reached. */
  reached(key: string): number {
    const open = this.carried.filter((one) => one.key === key && one.state !== 'closed');
    return Math.min(...open.map(({ seen }) => seen));
  }

  /** Leaves what etcd sends unread, as a client does that is too busy; flow control then stops the server. */
  pause(): void {
    this.stream.pause();
  }

  resume(): void {
    this.stream.resume();
  }

  close(): void {
    this.stream.cancel();
    this.ended('closed');
    this.etcd.close();
  }

  private received(response: IWatchResponse): void {
    const id = Number(response.watch_id);
    if (response.created) {
      const asked = this.carried.find(({ state }) => state === 'asked');
      if (asked !== undefined) {
        asked.state = 'created';
      }
      if (response.canceled && asked !== undefined) {
        this.canceled(asked, response);
      }
    } else if (id === NO_WATCH) {
      this.progress += 1;
      this.carried.filter(({ state }) => state === 'created').forEach((one) => this.shown(one, response));
    } else {
      const one = this.carried[id - 1];
      if (one === undefined) {
        throw new Error(`etcd answers for watch ${id}, and ${this.carried.length} were asked for`);
      }
      if (response.canceled) {
        this.canceled(one, response);
      } else {
        this.shown(one, response);
      }
    }
  }

  private canceled(one: Carried, { cancel_reason, compact_revision }: IWatchResponse): void {
    const compacted = Number(compact_revision);
    this.closed(one, { reason: cancel_reason, ...(compacted > 0 ? { compacted } : {}) });
  }

  private shown(one: Carried, response: IWatchResponse): void {
    one.fragments.push(...response.events.map(decodeEvent));
    if (response.fragment) {
      return;
    }
    const events = one.fragments;
    one.fragments = [];
    const revision = Number(response.header.revision);
    this.journal.write({ type: 'watched', t: this.journal.clock(), watch: one.number, revision, events });
    const newest = events.at(-1);
    one.seen = newest === undefined ? revision : 'put' in newest ? newest.put.mod : newest.delete.mod;
    if (newest !== undefined) {
      one.told();
    }
  }

  private ended(reason: string): void {
    this.over = true;
    this.carried.filter(({ state }) => state !== 'closed').forEach((one) => this.closed(one, { reason }));
  }

  private closed(one: Carried, end: { reason: string; compacted?: number }): void {
    one.state = 'closed';
    this.journal.write({ type: 'watch-closed', t: this.journal.clock(), watch: one.number, ...end });
    one.told();
  }
}
