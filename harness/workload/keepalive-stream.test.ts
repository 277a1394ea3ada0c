import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import type { Etcd3 } from 'etcd3';
import { KeepaliveStream } from './keepalive-stream';

/** A stream that answers when it is told to. */
class FakeStream extends EventEmitter {
  readonly asked: string[] = [];
  write({ ID }: { ID: string }): void {
    this.asked.push(ID);
  }
  answer(lease: string, ttl: number): void {
    this.emit('data', { ID: lease, TTL: String(ttl) });
  }
  cancel(): void {
    this.emit('cancelled');
  }
}

function fakeEtcd() {
  const streams: FakeStream[] = [];
  const leaseKeepAlive = () => {
    const stream = new FakeStream();
    streams.push(stream);
    return Promise.resolve(stream);
  };
  return { streams, etcd: { leaseClient: { leaseKeepAlive } } as unknown as Etcd3 };
}

const soon = () => new Promise((resolve) => setImmediate(resolve));

test('keepalives begun at once share one stream, and each gets the answer about its own lease', async () => {
  const { streams, etcd } = fakeEtcd();
  const keepalives = new KeepaliveStream(etcd, 1_000);
  const ttls = Promise.all([keepalives.send('1'), keepalives.send('2')]);
  await soon();
  expect(streams).toHaveLength(1);
  expect(streams[0]?.asked).toEqual(['1', '2']);
  streams[0]?.answer('2', 20);
  streams[0]?.answer('1', 10);
  expect(await ttls).toEqual([10, 20]);
});

test('what a broken stream still says answers nobody', async () => {
  const { streams, etcd } = fakeEtcd();
  const keepalives = new KeepaliveStream(etcd, 1_000);
  const first = keepalives.send('1');
  await soon();
  streams[0]?.emit('error', new Error('reset'));
  await expect(first).rejects.toThrow('reset');
  const second = keepalives.send('1');
  await soon();
  streams[0]?.answer('1', 99);
  streams[1]?.answer('1', 7);
  expect(await second).toBe(7);
});

test('a stream that cannot be opened fails its keepalive, and the next one opens another', async () => {
  const { streams, etcd } = fakeEtcd();
  const open = etcd.leaseClient.leaseKeepAlive.bind(etcd.leaseClient);
  let tries = 0;
  etcd.leaseClient.leaseKeepAlive = () =>
    (tries += 1) === 1 ? Promise.reject(new Error('no connection')) : open();
  const keepalives = new KeepaliveStream(etcd, 1_000);
  await expect(keepalives.send('1')).rejects.toThrow('no connection');
  const next = keepalives.send('1');
  await soon();
  streams[0]?.answer('1', 5);
  expect(await next).toBe(5);
});
