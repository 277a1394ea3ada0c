import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ExitCode } from '../errors/exit-code';
import type { Cell } from '../latency/cells';
import type { CellRun, runCell, SweepSubject } from '../latency/run-cell';
import { SweepOutcome } from '../latency/sweep';
import { DEFAULT } from '../latency/timers';
import { measureCells, type Measuring } from './measure-cells';
import { Terminal } from './terminal';
import { FakeStream } from './testing/fake-stream';

type Ended = Awaited<ReturnType<typeof runCell>>;

const cellOf = (name: string, measureMs = 1_000): Cell => ({
  ...{ name, timers: DEFAULT, direct: false },
  points: [{ point: 0, rtt: 0, jitter: 0, measureMs, burstMs: 0, kills: 0, freezes: 0, oneWay: [[0]] }],
});

const passed = {
  ...{ schema: 'etcd-assay/result/1', verdict: 'pass', error: null, interrupted: false },
  ...{ findings: [], criteria: [], points: [] },
} as unknown as Ended;
const refusedWith = (exitCode: ExitCode, message: string): Ended => ({ as: 'refused', exitCode, message });

describe('measuring cells', () => {
  let folder: string;
  let screen: FakeStream;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'etcd-assay-test-'));
    screen = new FakeStream(false);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const measuring = (run: (cell: Cell, at: CellRun) => Promise<Ended>, budget?: number): Measuring => ({
    ...{ subject: {} as SweepSubject, folder, run, budget },
    surroundings: { terminal: new Terminal(false, screen, {}), signal: new AbortController().signal },
  });
  const newOutcome = () => new SweepOutcome({ timers: [DEFAULT], targetP99: 100 });

  test('runs the cells of a group at once, and the next group after all of them', async () => {
    const running = new Set<string>();
    const together: string[][] = [];
    let letGo = (): void => undefined;
    const both = new Promise<void>((resolve) => (letGo = resolve));
    const outcome = newOutcome();
    const stopped = await measureCells(
      [[cellOf('a-1'), cellOf('a-2')], [cellOf('b-1')]],
      () => [],
      outcome,
      measuring(async ({ name }) => {
        running.add(name);
        together.push([...running]);
        if (running.size === 2) {
          letGo();
        }
        await (name === 'b-1' ? Promise.resolve() : both);
        running.delete(name);
        return passed;
      }),
    );
    expect(stopped).toBeUndefined();
    expect(together).toEqual([['a-1'], ['a-1', 'a-2'], ['b-1']]);
    expect(outcome.outcomes.map(({ cell, verdict }) => [cell.name, verdict])).toEqual([
      ['a-1', 'pass'],
      ['a-2', 'pass'],
      ['b-1', 'pass'],
    ]);
  });

  test('waits for the others of a group where one cannot be measured, keeps what they came to, and goes no further', async () => {
    const begun: string[] = [];
    const outcome = newOutcome();
    const stopped = await measureCells(
      [[cellOf('a-1'), cellOf('a-2')], [cellOf('b-1')]],
      () => [],
      outcome,
      measuring(async ({ name }) => {
        begun.push(name);
        if (name === 'a-1') {
          return refusedWith(ExitCode.environment, 'no quorum');
        }
        await new Promise((resolve) => setImmediate(resolve));
        return passed;
      }),
    );
    expect(stopped).toEqual({ why: 'a-1: no quorum', exitCode: ExitCode.environment });
    expect(begun).toEqual(['a-1', 'a-2']);
    expect(outcome.outcomes.map(({ verdict }) => verdict)).toEqual([null, 'pass']);
  });

  test('does not hide a failure of the harness behind what else went wrong', async () => {
    const stopped = await measureCells(
      [[cellOf('a-1'), cellOf('a-2')]],
      () => [],
      newOutcome(),
      measuring(({ name }) =>
        Promise.resolve(
          name === 'a-1'
            ? refusedWith(ExitCode.environment, 'no quorum')
            : refusedWith(ExitCode.harness, 'oh'),
        ),
      ),
    );
    expect(stopped).toEqual({ why: 'a-2: oh', exitCode: ExitCode.harness });
  });

  test('begins nothing that the budget has no room for, and says so', async () => {
    const begun: string[] = [];
    const stopped = await measureCells(
      [[cellOf('short')], [cellOf('long', 3_600_000)]],
      () => [],
      newOutcome(),
      measuring(({ name }) => {
        begun.push(name);
        return Promise.resolve(passed);
      }, 60),
    );
    expect(begun).toEqual(['short']);
    expect(stopped).toMatchObject({
      why: expect.stringContaining('the budget was used up'),
      exitCode: ExitCode.inconclusive,
    });
    expect(screen.text).toContain('long: left out, since the budget has no room for it');
  });

  test('asks for the next round until there is none', async () => {
    const rounds: number[] = [];
    const begun: string[] = [];
    await measureCells(
      [[cellOf('a-1')]],
      (round) => {
        rounds.push(round);
        return round < 3 ? [[cellOf(`searched-${round}`)]] : [];
      },
      newOutcome(),
      measuring(({ name }) => {
        begun.push(name);
        return Promise.resolve(passed);
      }),
    );
    expect(rounds).toEqual([1, 2, 3]);
    expect(begun).toEqual(['a-1', 'searched-1', 'searched-2']);
  });
});
