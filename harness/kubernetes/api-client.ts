import { Agent, request } from 'node:https';
import type { ApiIdentity } from './pki';

/** What an API server answered: the status, and the object or the `Status` in it. */
export interface ApiAnswer {
  readonly code: number;
  readonly body: unknown;
}

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** E.g. "/api/v1/namespaces/default/configmaps/x?dryRun=All". */
  readonly path: string;
  readonly body?: unknown;
  /** Of the body; JSON where not given. A patch needs its own. */
  readonly contentType?: string;
  /** A watch is answered by one JSON object a line, until its own timeout: then the body is a list of them. */
  readonly lines?: true;
}

/** No answer came, or half of one: nobody knows whether the request took effect. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** A client of one API server, with connections and an identity of its own, that never asks twice. */
export class ApiClient {
  private readonly agent: Agent;

  /**
   * @param at host and port
   * @param deadline milliseconds that a request may take
   */
  constructor(
    private readonly at: string,
    { authority, certificate, key }: ApiIdentity,
    private readonly deadline: number,
  ) {
    this.agent = new Agent({ keepAlive: true, ca: authority, cert: certificate, key });
  }

  /** @throws NoAnswer */
  ask({ method, path, body, contentType = 'application/json', lines }: ApiRequest): Promise<ApiAnswer> {
    const [host = '', port] = this.at.split(':');
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      accept: 'application/json',
      ...(text === undefined
        ? {}
        : { 'content-type': contentType, 'content-length': Buffer.byteLength(text) }),
    };
    const signal = AbortSignal.timeout(this.deadline);
    return new Promise((resolve, reject) => {
      const fail = (error: Error): void => {
        const why = signal.aborted ? `no answer within ${this.deadline / 1000} s` : error.message;
        reject(new NoAnswer(`${method} ${path} at ${this.at}: ${why}`, { cause: error }));
      };
      const asked = request({ host, port, method, path, headers, agent: this.agent, signal }, (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.once('error', fail);
        response.once('end', () => {
          try {
            const answered = Buffer.concat(pieces).toString();
            resolve({
              code: response.statusCode ?? 0,
              body: bodyOf(answered, response.headers['content-type'], lines),
            });
          } catch (error) {
            fail(error as Error);
          }
        });
      });
      asked.once('error', fail);
      asked.end(text);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

/** What a server says before it knows an API is plain text. */
const bodyOf = (text: string, contentType: string | undefined, lines: true | undefined): unknown =>
  contentType?.includes('json') !== true ? text : lines === undefined ? JSON.parse(text) : linesOf(text);

const linesOf = (text: string): unknown[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
