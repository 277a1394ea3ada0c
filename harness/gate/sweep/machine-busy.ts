import { readFileSync } from 'node:fs';
import type { Journal } from '../../journal/journal';

const EVERY = 1_000;

/** Time of all processors since the machine started, in clock ticks. */
interface Ticks {
  readonly all: number;
  readonly idle: number;
}

/**
 * Samples how much of all processors' time is used, by whomever: what a machine has no time for is not to be laid to the
 * charge of a network.
 */
export class MachineBusy {
  private readonly sampling: NodeJS.Timeout;
  private before = ticksOf(readFileSync('/proc/stat', 'utf8'));

  constructor(journal: Journal) {
    this.sampling = setInterval(() => {
      const now = ticksOf(readFileSync('/proc/stat', 'utf8'));
      const value = busyBetween(this.before, now);
      this.before = now;
      journal.write({ type: 'sample', t: journal.clock(), name: 'machine-busy', value });
    }, EVERY);
  }

  close(): void {
    clearInterval(this.sampling);
  }
}

/** @param text of /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal (proc(5)); waiting for a disk is idle */
export function ticksOf(text: string): Ticks {
  const line = /^cpu +(.*)$/m.exec(text)?.[1] ?? '';
  const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = line
    .split(' ')
    .map(Number);
  return { all: user + nice + system + idle + iowait + irq + softirq + steal, idle: idle + iowait };
}

/** Share of the time, from 0 to 1, to two digits. */
export function busyBetween(before: Ticks, now: Ticks): number {
  const all = now.all - before.all;
  return all <= 0 ? 0 : Math.round(100 * (1 - (now.idle - before.idle) / all)) / 100;
}
