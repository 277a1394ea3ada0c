import { describe, expect, test } from '@jest/globals';
import type { PlannedFault } from '../faults/schedule';
import { shrink } from './shrink';

const planned = (number: number, name: string, during?: number): PlannedFault => ({
  ...{ number, name, phase: 'from', aim: 'leader', pick: 0, holdMs: 4_000 },
  ...(during === undefined ? {} : { during }),
});
const SCHEDULE = [
  planned(1, 'latency'),
  planned(2, 'kill', 1),
  planned(3, 'freeze'),
  planned(4, 'isolate'),
  planned(5, 'compaction'),
  planned(6, 'cut-link'),
  planned(7, 'move-leader'),
];
const names = (schedule: readonly PlannedFault[] | undefined) => schedule?.map(({ name }) => name);

describe('a failing schedule', () => {
  test('shrinks to the faults that it takes, held as shortly as they may be', async () => {
    const needs = (schedule: readonly PlannedFault[]) =>
      Promise.resolve(
        ['isolate', 'move-leader'].every((name) => names(schedule)?.includes(name)) &&
          schedule.every(({ holdMs }) => holdMs >= 1_000),
      );
    const smallest = await shrink(SCHEDULE, needs, 100);
    expect(names(smallest)).toEqual(['isolate', 'move-leader']);
    expect(smallest?.map(({ holdMs }) => holdMs)).toEqual([1_000, 1_000]);
  });

  test('keeps a fault with the one during which it comes', async () => {
    const needs = (schedule: readonly PlannedFault[]) =>
      Promise.resolve(names(schedule)?.includes('kill') === true);
    expect(names(await shrink(SCHEDULE, needs, 100))).toEqual(['latency', 'kill']);
  });

  test('is empty where it fails without any fault', async () => {
    let runs = 0;
    const always = () => Promise.resolve((runs += 1) > 0);
    expect(await shrink(SCHEDULE, always, 100)).toEqual([]);
    expect(runs).toBe(1);
  });

  test('is no smaller where nothing smaller fails, and takes no more runs than allowed', async () => {
    let runs = 0;
    const never = () => Promise.resolve((runs += 1) < 0);
    expect(await shrink(SCHEDULE, never, 5)).toBeUndefined();
    expect(runs).toBe(5);
  });
});
