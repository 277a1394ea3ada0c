import { describe, expect, test } from '@jest/globals';
import { waitTurn, type Queue } from './wait-turn';

/** A queue in memory, whose watch tells of each leaving. */
class MemoryQueue implements Queue {
  reads = 0;
  private revision = 100;
  private told = 0;

  constructor(private readonly queued: Map<string, number>) {}

  read() {
    this.reads += 1;
    const kvs = [...this.queued].map(([key, create]) => ({
      key,
      value: '',
      create,
      mod: create,
      version: 1,
    }));
    return Promise.resolve({ revision: this.revision, kvs, count: kvs.length });
  }

  watch() {
    return { changes: () => this.told, close: () => Promise.resolve() };
  }

  leave(key: string): void {
    this.queued.delete(key);
    this.revision += 1;
    this.told += 1;
  }
}

const own = { key: 'own', create: 7 };

describe('waitTurn', () => {
  test('is first at once where nobody came earlier', async () => {
    const queue = new MemoryQueue(
      new Map([
        ['own', 7],
        ['later', 9],
      ]),
    );
    expect(await waitTurn(queue, own)).toBe(true);
  });

  test('waits for everybody who came earlier, and for nobody else', async () => {
    const queue = new MemoryQueue(
      new Map([
        ['a', 3],
        ['b', 5],
        ['own', 7],
        ['later', 9],
      ]),
    );
    let held = false;
    const waiting = waitTurn(queue, own).then((first) => (held = first));
    const readAgain = async (leaves: string) => {
      const { reads } = queue;
      queue.leave(leaves);
      while (queue.reads === reads) {
        await new Promise(setImmediate);
      }
      await new Promise(setImmediate);
    };
    await readAgain('b');
    await readAgain('later');
    expect(held).toBe(false);
    queue.leave('a');
    expect(await waiting).toBe(true);
  });

  test('says so when its own key is gone, or is not the one that it made', async () => {
    expect(await waitTurn(new MemoryQueue(new Map([['other', 3]])), own)).toBe(false);
    expect(await waitTurn(new MemoryQueue(new Map([['own', 8]])), own)).toBe(false);
    const queue = new MemoryQueue(
      new Map([
        ['a', 3],
        ['own', 7],
      ]),
    );
    const waiting = waitTurn(queue, own);
    queue.leave('own');
    expect(await waiting).toBe(false);
  });
});
