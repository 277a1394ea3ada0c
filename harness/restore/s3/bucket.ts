import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { signed, type S3Credentials, type S3Request } from './signature';

/** Milliseconds that a request may take. */
const DEADLINE = 10_000;

/** An object of a bucket. */
export interface Stored {
  readonly key: string;
  readonly bytes: number;
}

/** The S3 server refused, or did not answer: its own words. */
export class S3Error extends Error {
  override readonly name = 'S3Error';

  /** @param code S3's own word for it; none where no answer came */
  constructor(
    message: string,
    readonly code?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A bucket of an S3 server, as any client of it sees it. */
export class Bucket {
  /** @param at host and port of the server */
  constructor(
    readonly name: string,
    private readonly at: string,
    private readonly credentials: S3Credentials,
  ) {}

  /** Makes it, unless it is there and its owner's who asks. @throws S3Error */
  async create(): Promise<void> {
    await this.ask({ method: 'PUT', path: `/${this.name}` }).catch((error: unknown) => {
      if (!(error instanceof S3Error && error.code === 'BucketAlreadyOwnedByYou')) {
        throw error;
      }
    });
  }

  /**
   * All objects below a prefix, in the order of their keys.
   * @throws S3Error
   */
  async list(prefix = ''): Promise<Stored[]> {
    const found: Stored[] = [];
    let from: string | undefined;
    do {
      const query = {
        ...{ 'list-type': '2', prefix },
        ...(from === undefined ? {} : { 'continuation-token': from }),
      };
      const page = (await this.ask({ method: 'GET', path: `/${this.name}`, query })).toString();
      found.push(...listedIn(page));
      from = /<NextContinuationToken>([^<]+)</.exec(page)?.[1];
    } while (from !== undefined);
    return found;
  }

  /** @throws S3Error */
  read(key: string): Promise<Buffer> {
    return this.ask({ method: 'GET', path: `/${this.name}/${key}` });
  }

  /** What is behind a key that is compressed, as text. @throws S3Error */
  async readCompressed(key: string): Promise<string> {
    return gunzipSync(await this.read(key)).toString();
  }

  private ask(wanted: Omit<S3Request, 'host'>): Promise<Buffer> {
    const { target, headers } = signed({ ...wanted, host: this.at }, this.credentials, new Date());
    const [host, port] = this.at.split(':');
    const signal = AbortSignal.timeout(DEADLINE);
    const what = `${wanted.method} ${target} at ${this.at}`;
    return new Promise((resolve, reject) => {
      const fail = (error: Error): void => {
        const why = signal.aborted ? `no answer within ${DEADLINE / 1000} s` : error.message;
        reject(new S3Error(`${what}: ${why}`, undefined, { cause: error }));
      };
      const asked = request(
        { host, port, method: wanted.method, path: target, headers, signal },
        (answer) => {
          const pieces: Buffer[] = [];
          answer.on('data', (piece: Buffer) => pieces.push(piece));
          answer.once('error', fail);
          answer.once('end', () => {
            const body = Buffer.concat(pieces);
            if (answer.statusCode === 200) {
              resolve(body);
            } else {
              const words = wordIn(body, 'Message') ?? 'without a word';
              reject(
                new S3Error(`${what}: HTTP ${String(answer.statusCode)}: ${words}`, wordIn(body, 'Code')),
              );
            }
          });
        },
      );
      asked.once('error', fail);
      asked.end();
    });
  }
}

/** Of a page of a listing, what the objects are; Velero's keys hold nothing that XML has to escape. */
const listedIn = (page: string): Stored[] =>
  [...page.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, entry = '']) => ({
    key: /<Key>([^<]*)</.exec(entry)?.[1] ?? '',
    bytes: Number(/<Size>(\d+)</.exec(entry)?.[1]),
  }));

const wordIn = (body: Buffer, element: string): string | undefined =>
  new RegExp(`<${element}>([^<]*)<`).exec(body.toString())?.[1];
