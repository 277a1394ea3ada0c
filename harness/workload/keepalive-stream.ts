import type { Etcd3, IDuplexStream, ILeaseKeepAliveRequest, ILeaseKeepAliveResponse } from 'etcd3';

interface Waiting {
  readonly resolve: (ttl: number) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Keepalives go over one stream, answered in order. A stream that breaks takes all that wait with it, and
 * the next keepalive opens another.
 */
export class KeepaliveStream {
  private stream: IDuplexStream<ILeaseKeepAliveRequest, ILeaseKeepAliveResponse> | undefined;
  private readonly waiting: Waiting[] = [];

  constructor(
    private readonly etcd: Etcd3,
    private readonly deadline: number,
  ) {}

  /** @returns the remaining seconds; 0 where there is no such lease */
  async send(lease: string): Promise<number> {
    const stream = (this.stream ??= await this.open());
    return new Promise<number>((resolve, reject) => {
      const late = setTimeout(() => this.broken(new Error('keepalive: deadline exceeded')), this.deadline);
      this.waiting.push({
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

  private async open(): Promise<IDuplexStream<ILeaseKeepAliveRequest, ILeaseKeepAliveResponse>> {
    const stream = await this.etcd.leaseClient.leaseKeepAlive();
    const ifCurrent = (error: Error) => {
      if (this.stream === stream) {
        this.broken(error);
      }
    };
    stream.on('data', (answer) => this.waiting.shift()?.resolve(Number(answer.TTL)));
    stream.on('error', ifCurrent);
    stream.on('end', () => ifCurrent(new Error('keepalive: stream ended')));
    return stream;
  }

  private broken(error: Error): void {
    const stream = this.stream;
    this.stream = undefined;
    stream?.cancel();
    this.waiting.splice(0).forEach(({ reject }) => reject(error));
  }
}
