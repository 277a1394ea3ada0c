import { describe, expect, test } from '@jest/globals';
import { cellsOf, controlOf, distancesOf, losingCells, secondsOfCell } from './cells';
import { leftOf } from './sweep';
import type { MeasuredPoint } from '../result/measured-point';

const ZONES = ['a', 'b', 'c'];
const TIMERS = [
  { name: 'default', timers: { heartbeatMs: 100, electionMs: 1000 } },
  { name: 'slow', timers: { heartbeatMs: 500, electionMs: 2500 } },
];
const WORK = { repeats: 3, measureMs: 6000, burstMs: 2000, kills: 20, freezes: 2 };
const distances = distancesOf(ZONES, [0, 50, 400], [0, 20], [0, 400]);
const cells = cellsOf(TIMERS, distances, WORK, { seed: 1 });

describe('the cells of a sweep', () => {
  test('are each set of timers in each repeat, taking turns at being first', () => {
    expect(cells.map(({ name }) => name)).toEqual([
      ...['default-1', 'slow-1', 'slow-2', 'default-2', 'default-3', 'slow-3'],
    ]);
  });

  test('have every distance with every jitter, under the same number in each, in an order of their own', () => {
    const orders = cells.map(({ points }) => points.map(({ point }) => point));
    orders.forEach((order) => expect([...order].sort()).toEqual([0, 1, 2, 3, 4, 5]));
    expect(new Set(orders.map(String)).size).toBeGreaterThan(1);
    const setting = (point: number) =>
      cells
        .map(({ points }) => points.find((one) => one.point === point))
        .map((one) => [one?.oneWay, one?.jitter]);
    setting(3).forEach((one) => expect(one).toEqual(setting(3)[0]));
  });

  test('share the leaders that are to be lost, and lose none elsewhere', () => {
    const kills = (point: number) =>
      cells
        .filter(({ timers }) => timers.name === 'slow')
        .map(({ points }) => points.find((one) => one.point === point)?.kills);
    expect(kills(0)).toEqual([7, 7, 6]);
    expect(kills(2)).toEqual([0, 0, 0]);
  });

  test('are the same for the same seed', () => {
    expect(cellsOf(TIMERS, distances, WORK, { seed: 1 })).toEqual(cells);
    expect(cellsOf(TIMERS, distances, WORK, { seed: 2 })).not.toEqual(cells);
  });

  test('of a control have no distance and no proxies', () => {
    const [timers] = TIMERS as [(typeof TIMERS)[0]];
    expect(controlOf(timers, ZONES, WORK, 1)).toMatchObject({
      direct: true,
      points: [{ jitter: 0, kills: 0 }],
    });
  });

  test('take longer with slower timers', () => {
    const [fast, slow] = cells as [(typeof cells)[0], (typeof cells)[0]];
    expect(secondsOfCell(slow)).toBeGreaterThan(secondsOfCell(fast));
  });
});

describe('cells that only lose leaders', () => {
  const losing = losingCells(TIMERS, distances, WORK, { seed: 1 });

  test('are two of each set of timers, and share the losses at the distances that have them', () => {
    expect(losing.map(({ name }) => name)).toEqual([
      ...['default-losses-1', 'slow-losses-1', 'slow-losses-2', 'default-losses-2'],
    ]);
    losing.forEach(({ points }) => {
      expect(points.map(({ rtt }) => rtt).sort()).toEqual([0, 0, 400, 400]);
      points.forEach((point) =>
        expect(point).toMatchObject({ kills: 10, freezes: 1, measureMs: 0, burstMs: 0 }),
      );
    });
  });

  test('are none where nothing is lost, and one of each set where there is one repeat', () => {
    expect(losingCells(TIMERS, distances, { ...WORK, kills: 0, freezes: 0 }, { seed: 1 })).toEqual([]);
    expect(losingCells(TIMERS, distancesOf(ZONES, [50], [0], []), WORK, { seed: 1 })).toEqual([]);
    expect(losingCells(TIMERS, distances, { ...WORK, repeats: 1 }, { seed: 1 })).toHaveLength(2);
  });

  test('are not started for nothing', () => {
    const one = losingCells(TIMERS, distances, { ...WORK, kills: 1, freezes: 1 }, { seed: 1 });
    expect(one.map(({ name }) => name)).toEqual(['default-losses-1', 'slow-losses-1']);
    const odd = losingCells(TIMERS, distances, { ...WORK, kills: 3, freezes: 0 }, { seed: 1 });
    expect(odd.map(({ points }) => points[0]?.kills)).toEqual([2, 2, 1, 1]);
  });
});

test('what a run has finished is not measured again', () => {
  const [cell] = cells as [(typeof cells)[0]];
  const measured = (point: number, finished: boolean, changes: Partial<MeasuredPoint> = {}) => {
    const { rtt, jitter } = cell.points.find((one) => one.point === point) as (typeof cell.points)[0];
    return { point, rtt, jitter, finished, ...changes } as MeasuredPoint;
  };
  const elsewhere = measured(2, true, { rtt: 7 });
  const points = [measured(1, true), measured(4, true), measured(5, false), elsewhere];
  const left = leftOf(cell, [{ cell, verdict: null, why: 'interrupted', points }]);
  expect(left.points.map(({ point }) => point).sort()).toEqual([0, 2, 3, 5]);
});
