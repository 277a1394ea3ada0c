import { expect, test } from '@jest/globals';
import { busyBetween, ticksOf } from './machine-busy';

/** user, nice, system, idle, iowait, irq, softirq, steal; what comes after is part of user and nice already. */
const stat = (numbers: string): string => `cpu  ${numbers} 7 7\ncpu0 1 1 1 1 1 1 1 1 0 0\nintr 5\n`;

test('waiting for a disk is idle, and what others steal is not', () => {
  expect(ticksOf(stat('10 20 30 400 50 1 2 3'))).toEqual({ all: 516, idle: 450 });
});

test('the share is of what passed in between', () => {
  const before = ticksOf(stat('100 0 100 800 0 0 0 0'));
  expect(busyBetween(before, ticksOf(stat('175 0 100 825 0 0 0 0')))).toBe(0.75);
  expect(busyBetween(before, before)).toBe(0);
});
