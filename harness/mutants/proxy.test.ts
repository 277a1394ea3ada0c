import { Client, credentials, Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { afterEach, describe, expect, test } from '@jest/globals';
import { until } from '../time/until';
import { fakeMember } from './testing/fake-member';
import type { Lies } from './mutant';
import { Proxy } from './proxy';
import { methodNamed } from './services';

const asItIs = (message: Buffer): Buffer => message;
const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** A client, the proxy, and a fake member behind it. */
async function behind(lies: Lies = {}, silentTo?: Buffer) {
  const member = await fakeMember(silentTo);
  const proxy = new Proxy(member.address, { lies: () => lies }, 1);
  const address = await proxy.listen('127.0.0.1:0');
  const client = new Client(address, credentials.createInsecure());
  closing.push(
    () => client.close(),
    () => proxy.close(),
    member.close,
  );
  const ask = (name: string, message: Buffer, { metadata = new Metadata(), deadline = Infinity } = {}) => {
    const { path } = methodNamed(name);
    let trailer: Metadata | undefined;
    let cancel = (): void => undefined;
    const answer = new Promise<Buffer>((resolve, reject) => {
      const call = client.makeUnaryRequest(
        path,
        asItIs,
        asItIs,
        message,
        metadata,
        { deadline },
        (error, value) => (error === null ? resolve(value as Buffer) : reject(error)),
      );
      call.on('status', ({ metadata: told }) => (trailer = told));
      cancel = () => call.cancel();
    });
    return { answer, cancel: () => cancel(), trailer: () => trailer };
  };
  return { client, ask, seen: member.seen };
}

describe('a proxy without a lie', () => {
  test('hands on bytes that no proto knows, metadata, deadline and trailer', async () => {
    const { ask, seen } = await behind();
    const metadata = new Metadata();
    metadata.set('token', 'abc');
    const message = Buffer.from([0xfa, 0x07, 0x03, 1, 2, 3]);
    const deadline = Date.now() + 5_000;
    const { answer, trailer } = ask('Put', message, { metadata, deadline });
    expect(await answer).toEqual(message);
    expect(seen.requests).toEqual([message]);
    expect(seen.metadata[0]?.get('token')).toEqual(['abc']);
    expect(Math.abs((seen.deadlines[0] ?? 0) - deadline)).toBeLessThan(1_000);
    expect(trailer()?.get('of-the-member')).toEqual(['yes']);
  });

  test('hands on the services of locks and elections too', async () => {
    const { ask } = await behind();
    const message = Buffer.from('a campaign');
    expect(await ask('Campaign', message).answer).toEqual(message);
  });

  test("hands back the member's error, with its code, words and metadata", async () => {
    const { ask } = await behind();
    const error = await ask('DeleteRange', Buffer.alloc(0)).answer.catch(
      (thrown: unknown) => thrown as ServiceError,
    );
    expect(error).toMatchObject({ code: status.UNAVAILABLE, details: 'etcdserver: no leader' });
    expect((error as ServiceError).metadata.get('why')).toEqual(['no leader']);
  });

  test('cancels what its client cancels', async () => {
    const { ask, seen } = await behind();
    const { answer, cancel } = ask('Range', Buffer.alloc(0));
    setTimeout(cancel, 100);
    await expect(answer).rejects.toMatchObject({ code: status.CANCELLED });
    await until(() => seen.cancelled === 1, { within: 5_000, what: 'the member to hear of it' });
  });

  test('answers no later than its client asks', async () => {
    const { ask } = await behind();
    const { answer } = ask('Range', Buffer.alloc(0), { deadline: Date.now() + 200 });
    await expect(answer).rejects.toMatchObject({ code: status.DEADLINE_EXCEEDED });
  });

  test('relays a stream both ways, and its end', async () => {
    const { client } = await behind();
    const stream = client.makeBidiStreamRequest(methodNamed('Watch').path, asItIs, asItIs);
    const heard: string[] = [];
    stream.on('data', (message: Buffer) => heard.push(String(message)));
    const ended = new Promise<number>((resolve) => stream.on('status', ({ code }) => resolve(code)));
    ['one', 'two', 'three'].forEach((word) => stream.write(Buffer.from(word)));
    stream.end();
    expect(await ended).toBe(status.OK);
    expect(heard).toEqual(['one', 'two', 'three']);
  });

  test('cancels the stream that its client cancels', async () => {
    const { client, seen } = await behind();
    const stream = client.makeBidiStreamRequest(methodNamed('Watch').path, asItIs, asItIs);
    stream.on('error', () => undefined);
    await new Promise((resolve) => {
      stream.once('data', resolve);
      stream.write(Buffer.from('one'));
    });
    stream.cancel();
    await until(() => seen.cancelled === 1, { within: 5_000, what: 'the member to hear of it' });
  });
});

describe('a proxy with a lie', () => {
  test('leaves out of a request what its client left out', async () => {
    const { ask, seen } = await behind({ Put: (request, truly) => truly(request) });
    const { requestSerialize } = methodNamed('Put');
    // Nothing that the answer, which is the same bytes, could be misread for.
    const message = requestSerialize({ lease: '5' });
    await ask('Put', message).answer;
    expect(seen.requests).toEqual([message]);
  });

  test('answers what the lie says, without the member', async () => {
    const { ask, seen } = await behind({ Put: () => Promise.resolve({ header: { revision: '7' } }) });
    const { requestSerialize, responseDeserialize } = methodNamed('Put');
    const answer = await ask('Put', requestSerialize({ key: Buffer.from('k') })).answer;
    expect(responseDeserialize(answer)).toMatchObject({ header: { revision: '7' } });
    expect(seen.requests).toEqual([]);
  });

  test('tells the responses of a watch in turn, however long one takes', async () => {
    const { requestSerialize, responseSerialize, responseDeserialize } = methodNamed('Watch');
    const create = requestSerialize({ create_request: { key: Buffer.from('k') } });
    const lies: Lies = {
      Watch: () => async (response) => {
        await new Promise((resolve) => setTimeout(resolve, response.header.revision === '1' ? 100 : 0));
        return [response, response];
      },
    };
    const { client } = await behind(lies, create);
    const stream = client.makeBidiStreamRequest(methodNamed('Watch').path, asItIs, asItIs);
    const heard: string[] = [];
    const all = new Promise<void>((resolve) => {
      stream.on('data', (message: Buffer) => {
        heard.push((responseDeserialize(message) as { header: { revision: string } }).header.revision);
        if (heard.length === 4) {
          resolve();
        }
      });
    });
    stream.on('error', () => undefined);
    stream.write(create);
    ['1', '2'].forEach((revision) => stream.write(responseSerialize({ header: { revision } })));
    await all;
    expect(heard).toEqual(['1', '1', '2', '2']);
    stream.cancel();
  });
});
