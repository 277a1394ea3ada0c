import { expect, test } from '@jest/globals';
import { cellsOf, distancesOf, losingCells, type Cell } from './cells';
import { criteriaOfCell } from './run-cell';

const TIMERS = [{ name: 'default', timers: { heartbeatMs: 100, electionMs: 1000 } }];
const WORK = { repeats: 1, measureMs: 6000, burstMs: 0, kills: 4, freezes: 0 };
const distances = distancesOf(['a', 'b', 'c'], [0, 50], [0], [0]);

const criteriaOf = ([cell]: Cell[]): string[] => criteriaOfCell((cell as Cell).points);

test('a harness that is late spoils figures of latency, and not what members log of a lost leader', () => {
  const counting = criteriaOf(cellsOf(TIMERS, distances, { ...WORK, kills: 0 }, { seed: 1 }));
  const losing = criteriaOf(losingCells(TIMERS, distances, WORK, { seed: 1 }));
  expect(counting).toContain('harness-lag');
  expect(counting).not.toContain('faults-proven');
  expect(losing).not.toContain('harness-lag');
  expect(losing).toContain('faults-proven');
  expect(losing).toContain('linearizable');
});
