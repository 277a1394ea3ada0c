import { afterEach, expect, jest, test } from '@jest/globals';
import type { JournalRecord } from '../journal/record';
import { EventLoopLag } from './event-loop-lag';

afterEach(() => {
  jest.useRealTimers();
});

const samplesOf = (stalls: readonly number[]): number[] => {
  jest.useFakeTimers();
  const written: JournalRecord[] = [];
  let late = 0;
  const journal = { clock: () => 1, write: (record: JournalRecord) => written.push(record) };
  const lag = new EventLoopLag(journal, () => jest.now() + late);
  for (const stall of stalls) {
    jest.advanceTimersByTime(500);
    late += stall;
    jest.advanceTimersByTime(500);
  }
  lag.close();
  return written.flatMap((record) => (record.type === 'sample' ? [record.value] : []));
};

test('each second has its longest stall, and the next one starts anew', () => {
  expect(samplesOf([0, 700, 0, 3_000])).toEqual([0, 700, 0, 3_000]);
});

test('a stall that ends with the sample itself is seen, whichever timer comes first', () => {
  const written: number[] = [];
  const journal = {
    clock: () => 1,
    write: (record: JournalRecord) => record.type === 'sample' && written.push(record.value),
  };
  const lag = new EventLoopLag(journal);
  const busyUntil = performance.now() + 1_200;
  while (performance.now() < busyUntil);
  return new Promise<void>((resolve) => {
    setTimeout(() => {
      lag.close();
      expect(written[0]).toBeGreaterThan(1_000);
      resolve();
    }, 1);
  });
});
