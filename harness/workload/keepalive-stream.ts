import type { Etcd3, IDuplexStream, ILeaseKeepAliveRequest, ILeaseKeepAliveResponse } from 'etcd3';

type Stream = IDuplexStream<ILeaseKeepAliveRequest, ILeaseKeepAliveResponse>;

interface Waiting {
  readonly lease: string;
  readonly resolve: (ttl: number) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Keepalives go over one stream; an answer names its lease. A stream that breaks takes all that wait with it,
 * and the next keepalive opens another.
 */
export class KeepaliveStream {
  /** The stream in use, also while it is being opened. */
  private current: Promise<Stream> | undefined;
  private readonly waiting: Waiting[] = [];

  constructor(
    private readonly etcd: Etcd3,
    private readonly deadline: number,
  ) {}

  /** @returns the remaining seconds; 0 where there is no such lease */
  async send(lease: string): Promise<number> {
    const opened = (this.current ??= this.open());
    const stream = await opened;
    return new Promise<number>((resolve, reject) => {
      if (this.current !== opened) {
        reject(new Error('keepalive: stream broke before it was used'));
        return;
      }
      const late = setTimeout(() => this.broken(new Error('keepalive: deadline exceeded')), this.deadline);
      this.waiting.push({
        lease,
        resolve: (ttl) => {
          clearTimeout(late);
          resolve(ttl);
        },
        reject: (error) => {
          clearTimeout(late);
          reject(error);
        },
      });
      stream.write({ ID: lease });
    });
  }

  close(): void {
    this.broken(new Error('keepalive: closed by its client'));
  }

  /** What a stream says after another has taken its place answers nobody. */
  private open(): Promise<Stream> {
    const opening = this.etcd.leaseClient.leaseKeepAlive().then(
      (stream) => {
        const ifCurrent = (act: () => void) => {
          if (this.current === opening) {
            act();
          }
        };
        stream.on('data', ({ ID, TTL }) => ifCurrent(() => this.answered(ID, Number(TTL))));
        stream.on('error', (error) => ifCurrent(() => this.broken(error)));
        stream.on('end', () => ifCurrent(() => this.broken(new Error('keepalive: stream ended'))));
        if (this.current !== opening) {
          // Closed while it was being opened: nobody else would ever end it.
          stream.cancel();
        }
        return stream;
      },
      (error: unknown) => {
        this.current = this.current === opening ? undefined : this.current;
        throw error;
      },
    );
    return opening;
  }

  private answered(lease: string, ttl: number): void {
    const at = this.waiting.findIndex((one) => one.lease === lease);
    const [first] = at === -1 ? [] : this.waiting.splice(at, 1);
    first?.resolve(ttl);
  }

  private broken(error: Error): void {
    const stream = this.current;
    this.current = undefined;
    void stream?.then(
      (opened) => opened.cancel(),
      () => undefined, // Whoever waited for it to open has been told.
    );
    this.waiting.splice(0).forEach(({ reject }) => reject(error));
  }
}
