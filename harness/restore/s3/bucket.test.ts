import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Bucket } from './bucket';

/** Answers by path and query, and counts what it was asked. */
let answers: Map<string, [status: number, body: Buffer | string]>;
let asked: string[];
let server: Server;
let bucket: Bucket;

beforeEach(async () => {
  answers = new Map();
  asked = [];
  server = createServer((request, response) => {
    asked.push(`${String(request.method)} ${String(request.url)}`);
    const [status, body] = answers.get(String(request.url)) ?? [
      404,
      '<Error><Message>no such key</Message></Error>',
    ];
    response.writeHead(status).end(body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const at = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  bucket = new Bucket('b', at, { accessKey: 'k', secretKey: 's' });
});

afterEach(() => {
  server.close();
});

const page = (names: readonly string[], next = ''): string =>
  `<ListBucketResult>${names.map((name) => `<Contents><Key>${name}</Key><Size>${name.length}</Size></Contents>`).join('')}${next}</ListBucketResult>`;

describe('a bucket', () => {
  test('is listed to its end, however many pages that takes', async () => {
    answers.set('/b?list-type=2&prefix=x%2F', [
      200,
      page(['x/1', 'x/22'], '<NextContinuationToken>more</NextContinuationToken>'),
    ]);
    answers.set('/b?continuation-token=more&list-type=2&prefix=x%2F', [200, page(['x/333'])]);
    expect(await bucket.list('x/')).toEqual([
      { key: 'x/1', bytes: 3 },
      { key: 'x/22', bytes: 4 },
      { key: 'x/333', bytes: 5 },
    ]);
    expect(asked).toHaveLength(2);
  });

  test('is read, and what is compressed in it too', async () => {
    answers.set('/b/a.gz', [200, gzipSync('words')]);
    expect(await bucket.readCompressed('a.gz')).toBe('words');
  });

  test("refuses in the server's own words", async () => {
    await expect(bucket.read('gone')).rejects.toThrow(
      /^GET \/b\/gone at 127\.0\.0\.1:\d+: HTTP 404: no such key$/,
    );
  });

  test("that is there already is taken, unless it is somebody else's", async () => {
    answers.set('/b', [409, '<Error><Code>BucketAlreadyOwnedByYou</Code></Error>']);
    await expect(bucket.create()).resolves.toBeUndefined();
    answers.set('/b', [409, '<Error><Code>BucketAlreadyExists</Code><Message>taken</Message></Error>']);
    await expect(bucket.create()).rejects.toThrow('HTTP 409: taken');
  });

  test('of a server that is gone says so', async () => {
    await new Promise((resolve) => server.close(resolve));
    await expect(bucket.create()).rejects.toThrow(/^PUT \/b at \S+: .*ECONNREFUSED/);
  });
});
