import { describe, expect, test } from '@jest/globals';
import { PacedCalls } from './paced-calls';

/** Microseconds, as a journal's clock has them. */
const clock = (): number => Math.floor(performance.now() * 1000);
const EVERY = 5_000;

describe('PacedCalls', () => {
  test('begins each when it is due, however many are unanswered', async () => {
    const dues: number[] = [];
    let early = 0;
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const sixth = new Promise<void>((resolve) => {
      const calls = new PacedCalls({ clock }, EVERY, (due, count) => {
        early = Math.max(early, due - clock());
        dues[count] = due;
        if (dues.length === 6) {
          answer();
          void calls.stop().then(resolve);
        }
        return answered;
      });
    });
    await sixth;
    // Timers of Node count whole milliseconds from a clock of whole milliseconds.
    expect(early).toBeLessThan(2_000);
    const apart = dues.slice(1).map((due, index) => due - (dues[index] as number));
    expect(apart).toEqual([EVERY, EVERY, EVERY, EVERY, EVERY]);
  });

  test('waits at its end for what is under way', async () => {
    let answer = (): void => undefined;
    let began = (): void => undefined;
    const first = new Promise<void>((resolve) => (began = resolve));
    const calls = new PacedCalls({ clock }, EVERY, () => {
      began();
      return new Promise<void>((resolve) => (answer = resolve));
    });
    await first;
    let stopped = false;
    const stopping = calls.stop().then(() => (stopped = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toBe(false);
    answer();
    await stopping;
    expect(stopped).toBe(true);
  });

  test('tells at its end what went wrong in a call', async () => {
    const failed = new Promise<PacedCalls>((resolve) => {
      const calls: PacedCalls = new PacedCalls({ clock }, EVERY, () => {
        setImmediate(() => resolve(calls));
        return Promise.reject(new Error('no such object'));
      });
    });
    await expect((await failed).stop()).rejects.toThrow('no such object');
  });
});
