import { Agent, request } from 'node:https';
import { HeardLines } from './heard-lines';
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
  /** Nobody looks at what comes, which may be long: the body is then the number of bytes, or with `lines` of lines. */
  readonly counted?: true;
  /** Of a watch: told each line as it comes; the body is then their number. */
  readonly heard?: (line: unknown) => void;
  /** Ends a watch early: what came until then is the answer. */
  readonly until?: AbortSignal;
}

/** No answer came, or half of one: nobody knows whether the request took effect. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

const SERVER_NAME = 'kubernetes';

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
    this.agent = new Agent({
      ...{ keepAlive: true, ca: authority, cert: certificate, key },
      // A name that every API server's certificate has, whichever address leads to it.
      servername: SERVER_NAME,
    });
  }

  /** @throws NoAnswer */
  ask(asking: ApiRequest): Promise<ApiAnswer> {
    const { method, path, body, contentType = 'application/json', until } = asking;
    const [host = '', port] = this.at.split(':');
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      accept: 'application/json',
      ...(text === undefined
        ? {}
        : { 'content-type': contentType, 'content-length': Buffer.byteLength(text) }),
    };
    const timeout = AbortSignal.timeout(this.deadline);
    const signal = until === undefined ? timeout : AbortSignal.any([timeout, until]);
    return new Promise((resolve, reject) => {
      const refuse = (error: Error): void => {
        const why = timeout.aborted ? `no answer within ${this.deadline / 1000} s` : error.message;
        reject(new NoAnswer(`${method} ${path} at ${this.at}: ${why}`, { cause: error }));
      };
      // There once it has begun to answer.
      let conclude: (() => void) | undefined;
      const broken = (error: Error): void =>
        until?.aborted === true && conclude !== undefined ? conclude() : refuse(error);
      const asked = request({ host, port, method, path, headers, agent: this.agent, signal }, (response) => {
        const reading = readingOf(asking, response.headers['content-type']);
        conclude = () => {
          try {
            resolve({ code: response.statusCode ?? 0, body: reading.body() });
          } catch (error) {
            refuse(error as Error);
          }
        };
        response.on('data', (piece: Buffer) => {
          try {
            reading.add(piece);
          } catch (error) {
            response.destroy(error as Error);
          }
        });
        response.once('error', broken);
        response.once('end', conclude);
      });
      asked.once('error', broken);
      asked.end(text);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

/** What is made of an answer, piece by piece as it comes. */
interface Reading {
  /** @throws SyntaxError where a line is no JSON; whatever is thrown by whom it tells */
  add(piece: Buffer): void;
  /** @throws SyntaxError where it is half of one */
  body(): unknown;
}

/** What a server says before it knows an API is plain text. */
function readingOf({ counted, lines, heard }: ApiRequest, contentType = ''): Reading {
  if (heard !== undefined) {
    const lines = new HeardLines(heard);
    return { add: (piece) => lines.add(piece), body: () => lines.count };
  }
  if (counted !== undefined) {
    return counting(lines);
  }
  const pieces: Buffer[] = [];
  const text = (): string => Buffer.concat(pieces).toString();
  return {
    add: (piece) => pieces.push(piece),
    body: () =>
      !contentType.includes('json')
        ? text()
        : lines === undefined
          ? (JSON.parse(text()) as unknown)
          : linesOf(text()),
  };
}

function counting(lines: true | undefined): Reading {
  const [newline] = Buffer.from('\n');
  let count = 0;
  return {
    add: (piece) => {
      count += lines === undefined ? piece.length : piece.filter((byte) => byte === newline).length;
    },
    body: () => count,
  };
}

const linesOf = (text: string): unknown[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
