import { expect, test } from '@jest/globals';
import { parseStat } from './process-stat';

test('the fields of a process are found behind any name', () => {
  const text =
    '4711 (a) Z 1 (b c)) S 22256 22256 21587 0 -1 4194304 100 900 7 8 150 50 20 5 20 0 1 0 1453861 3133440 388\n';
  expect(parseStat(text)).toEqual({ pid: 4711, state: 'S', session: 21587, cpuSeconds: 2.25 });
});
