import { expect, test } from '@jest/globals';
import { clustersOf } from './clusters-of';

test('a run has one cluster in its own folder, or where it restores one in each of several', () => {
  expect(clustersOf({ out: '/o' })).toEqual([{ out: '/o' }]);
  expect(clustersOf({ out: '/o', restore: true }).map(({ out }) => out)).toEqual(
    expect.arrayContaining(['/o/original', '/o/fresh']),
  );
});
