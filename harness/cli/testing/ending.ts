import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { until, WaitedInVain } from '../../time/until';
import type { Premises, Seen } from './premises';
import type { RunningCli } from './run-cli';

/** How a run is ended, and from where. */
export const WAYS = ['SIGINT', 'SIGTERM', 'kill -9 of the outer', 'kill -9 of the inner'] as const;
export type Way = (typeof WAYS)[number];

const GATE = ['gate'];
/** Each member's data on a loop device. */
const DISKS = ['gate', '--faults', 'power-cut'];
/** Steps and nothing before them: sooner there than the gate. */
const STEPS = ['suite', 'upgrade'];
/** Faults and no suite's tests before them. */
const FAULTS = ['suite', 'consistency'];

/** What a run is doing when it is ended: the moment lies so many milliseconds after it began that. */
export const STAGES = {
  launch: { words: GATE, begun: /^/, least: 50, most: 800 },
  start: { words: GATE, begun: /^> start/m, least: 0, most: 2_000 },
  suites: { words: GATE, begun: /^> from/m, least: 2_000, most: 10_000 },
  fault: { words: FAULTS, begun: /^ {2}fault .*: injected$/m, least: 0, most: 2_000 },
  disks: { words: DISKS, begun: /^> start/m, least: 0, most: 6_000 },
  step: { words: STEPS, begun: /^ {2}step 1 of/m, least: 0, most: 2_000 },
} as const;
export type Stage = keyof typeof STAGES;

/**
 * Waits for a run's moment and ends it.
 * @param delay milliseconds after the stage began
 * @returns the namespaces that the run had just before
 */
export async function endAt(
  cli: RunningCli,
  { way, stage, delay, premises }: { way: Way; stage: Stage; delay: number; premises: Premises },
): Promise<Seen> {
  await reached(cli, stage);
  await pause(delay);
  const victim =
    way === 'kill -9 of the inner'
      ? await until(() => innerProcess(premises), { within: 30_000, every: 5, what: 'the inner process' })
      : (cli.child.pid ?? 0);
  const seen = premises.namespaces();
  process.kill(victim, way === 'SIGINT' || way === 'SIGTERM' ? way : 'SIGKILL');
  if (way === 'SIGTERM') {
    // As timeout(1) does.
    process.kill(victim, way);
  }
  return seen;
}

/** Waits until a run is so far. @throws Error with all that it said where it ends before, or never gets there */
async function reached({ said, child }: RunningCli, stage: Stage): Promise<void> {
  const begun = (): boolean => {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`it ended before "${stage}", having said:\n${said()}`);
    }
    return STAGES[stage].begun.test(said());
  };
  await until(begun, { within: 120_000, every: 5, what: stage }).catch((error: unknown) => {
    throw error instanceof WaitedInVain ? new Error(`${error.message}, having said:\n${said()}`) : error;
  });
}

/** Process 1 of the sandbox, by its number out here; undefined as long as there is none. */
export function innerProcess(premises: Premises): number | undefined {
  const found = premises
    .processes()
    .find(({ pid, command }) => command.includes('harness/cli/inner') && isFirst(pid));
  return found?.pid;
}

/** NSpid of proc(5): the process's number in each pid namespace that it is in, the innermost last. */
function isFirst(pid: number): boolean {
  const numbers =
    /^NSpid:\s*(.*)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]?.split(/\s+/) ?? [];
  return numbers.length > 1 && numbers.at(-1) === '1';
}
