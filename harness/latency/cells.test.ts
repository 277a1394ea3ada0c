import { describe, expect, test } from '@jest/globals';
import { cellsOf, controlOf, distancesOf, secondsOfCell } from './cells';
import { leftOf } from './sweep';
import type { MeasuredPoint } from '../result/measured-point';

const ZONES = ['a', 'b', 'c'];
const TIMERS = [
  { name: 'default', timers: { heartbeatMs: 100, electionMs: 1000 } },
  { name: 'slow', timers: { heartbeatMs: 500, electionMs: 2500 } },
];
const WORK = { repeats: 3, measureMs: 6000, burstMs: 2000, kills: 20, freezes: 2 };
const distances = distancesOf(ZONES, [0, 50, 400], [0, 20], [0, 400]);
const cells = cellsOf(TIMERS, distances, WORK, 1);

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
    expect(cellsOf(TIMERS, distances, WORK, 1)).toEqual(cells);
    expect(cellsOf(TIMERS, distances, WORK, 2)).not.toEqual(cells);
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

test('what a run has finished is not measured again', () => {
  const [cell] = cells as [(typeof cells)[0]];
  const measured = (point: number, finished: boolean) => ({ point, finished }) as MeasuredPoint;
  const points = [measured(1, true), measured(4, true), measured(5, false)];
  const left = leftOf(cell, [{ cell, verdict: null, why: 'interrupted', points }]);
  expect(left.points.map(({ point }) => point).sort()).toEqual([0, 2, 3, 5]);
});
