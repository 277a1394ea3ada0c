import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { pipeline } from 'node:stream/promises';
import { Agent, type Dispatcher, EnvHttpProxyAgent, fetch, type Response } from 'undici';
import { Unobtainable } from './unobtainable';

/** In milliseconds. */
export interface Deadlines {
  /** Name lookup, TCP and TLS handshake: without a network the next source is to be asked soon. */
  readonly connect: number;
  readonly headers: number;
  /** Longest wait between two pieces of a body. */
  readonly stall: number;
  /** For the whole of one file, however steadily it trickles. */
  readonly total: number;
}

export const DEADLINES: Deadlines = { connect: 3_000, headers: 10_000, stall: 15_000, total: 900_000 };

const PROXY_VARIABLES = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY'];

/** Downloads that share connections. Honours HTTP(S)_PROXY and NO_PROXY; NODE_EXTRA_CA_CERTS is Node's own. */
export class Downloads {
  private readonly agent: Dispatcher;

  constructor(
    private readonly signal?: AbortSignal,
    private readonly deadlines: Deadlines = DEADLINES,
  ) {
    const connect = { timeout: deadlines.connect };
    const options = { connect, headersTimeout: deadlines.headers, bodyTimeout: deadlines.stall };
    // Its types leave out that these two are handed on to the agent that talks to the proxy.
    const proxyOptions = { ...options, proxyTls: connect, requestTls: connect };
    // undici calls its proxy agent experimental, aloud: not where no proxy is set.
    const proxied = PROXY_VARIABLES.some((name) => (process.env[name] ?? '') !== '');
    this.agent = proxied ? new EnvHttpProxyAgent(proxyOptions) : new Agent(options);
  }

  async text(url: string): Promise<string> {
    return this.attempt(url, (response) => response.text());
  }

  /** @returns the sha256 of what was written, in hex */
  async file(url: string, path: string): Promise<string> {
    return this.attempt(url, async (response) => {
      if (response.body === null) {
        throw new Unobtainable(`${url}: empty answer`);
      }
      const hash = createHash('sha256');
      const body = Readable.fromWeb(response.body as ReadableStream<Uint8Array>);
      body.on('data', (piece: Uint8Array) => hash.update(piece));
      await pipeline(body, createWriteStream(path));
      return hash.digest('hex');
    });
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private async attempt<T>(url: string, read: (response: Response) => Promise<T>): Promise<T> {
    const deadline = AbortSignal.timeout(this.deadlines.total);
    const signal = this.signal === undefined ? deadline : AbortSignal.any([this.signal, deadline]);
    try {
      const response = await fetch(url, { dispatcher: this.agent, signal });
      if (!response.ok) {
        throw new Unobtainable(`${url}: HTTP ${response.status}`);
      }
      return await read(response);
    } catch (error) {
      this.signal?.throwIfAborted();
      if (error instanceof Unobtainable || isStorageError(error)) {
        throw error;
      }
      const why = deadline.aborted ? `not done after ${this.deadlines.total / 1000} s` : reasonOf(error);
      throw new Unobtainable(`${url}: ${why}`);
    }
  }
}

/** A failed write is the disk's fault, and no other source would help. Only file errors carry a path. */
function isStorageError(error: unknown): boolean {
  const { code, path } = error as NodeJS.ErrnoException;
  return path !== undefined || ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO'].includes(code ?? '');
}

/** undici says "fetch failed" and keeps the reason in `cause`. */
function reasonOf(error: unknown): string {
  const { cause, code, message } = error as NodeJS.ErrnoException;
  if (cause !== undefined) {
    return reasonOf(cause);
  }
  return code === undefined || message.includes(code) ? message : `${message} (${code})`;
}
