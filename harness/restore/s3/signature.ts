import { createHash, createHmac } from 'node:crypto';

/** By whom an S3 server lets itself be asked. */
export interface S3Credentials {
  readonly accessKey: string;
  readonly secretKey: string;
}

export interface S3Request {
  readonly method: 'GET' | 'PUT';
  /** As the client dials it, port included. */
  readonly host: string;
  /** Not yet encoded, with its slash. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** More headers that are to be signed, in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

export const S3_REGION = 'us-east-1';
const EMPTY = sha256('');

/** What goes over the wire: the path with its query, and the headers that show who asks. */
export interface SignedRequest {
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Signs a request without a body by AWS Signature Version 4. Source: Amazon S3's API reference, "Authenticating Requests: Using
 * the Authorization Header", whose examples are this file's test.
 */
export function signed(
  { method, host, path, query = {}, headers = {} }: S3Request,
  { accessKey, secretKey }: S3Credentials,
  at: Date,
): SignedRequest {
  const time = at.toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${time.slice(0, 8)}/${S3_REGION}/s3/aws4_request`;
  const all = { ...headers, host, 'x-amz-content-sha256': EMPTY, 'x-amz-date': time };
  const names = Object.keys(all).sort();
  const encodedPath = path.split('/').map(encoded).join('/');
  const encodedQuery = Object.entries(query)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');
  const canonical = [
    ...[method, encodedPath, encodedQuery],
    ...names.map((name) => `${name}:${all[name as keyof typeof all]}`),
    ...['', names.join(';'), EMPTY],
  ].join('\n');
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const key = scope.split('/').reduce<Buffer | string>((last, part) => hmac(last, part), `AWS4${secretKey}`);
  const signature = hmac(key, text).toString('hex');
  return {
    target: encodedQuery === '' ? encodedPath : `${encodedPath}?${encodedQuery}`,
    headers: {
      ...all,
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/${scope},SignedHeaders=${names.join(';')},Signature=${signature}`,
    },
  };
}

/** As RFC 3986 has it, which leaves fewer characters alone than `encodeURIComponent` does. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
