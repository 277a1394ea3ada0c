import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loopDiskObstacle } from '../runtime/sandbox/loop-disk-obstacle';
import { Random } from '../workload/random';
import { endAt, type Stage, STAGES, type Way, WAYS } from './testing/ending';
import { expectNothingLeft } from './testing/expect-nothing-left';
import { Premises } from './testing/premises';
import { type Ran, startCli } from './testing/run-cli';
import { stockCache } from './testing/stock-cache';

const seed = Number(process.env['ETCD_ASSAY_TEST_SEED'] ?? randomInt(2 ** 31));
const random = new Random(seed);

/** Runs at once: they wait more than they work. */
const LANES = 4;

interface Case {
  readonly way: Way;
  readonly stage: Stage;
  /** Milliseconds after the stage began. */
  readonly delay: number;
}

/** Stages that take longest to reach first; the last of a gate's costs a minute of processor time each. */
const PLAN: readonly (readonly [Stage, readonly Way[]])[] = [
  ['fault', ['SIGTERM', 'kill -9 of the outer']],
  ['disks', loopDiskObstacle() === undefined ? WAYS : []],
  ['step', WAYS],
  ['suites', WAYS],
  ['start', WAYS],
  ['launch', WAYS],
];

const CASES: readonly Case[] = PLAN.flatMap(([stage, ways]) =>
  ways.map((way) => ({ way, stage, delay: random.integer(STAGES[stage].least, STAGES[stage].most) })),
);

describe(`a run that is ended at a random moment (ETCD_ASSAY_TEST_SEED=${seed})`, () => {
  let shared: Premises;
  let cached: string[];
  const outcomes = new Map<Case, Promise<void>>();

  beforeAll(async () => {
    shared = new Premises();
    await stockCache(shared.cache);
    cached = shared.traces();
    const lanes: Promise<void>[] = Array.from({ length: LANES }, () => Promise.resolve());
    CASES.forEach((one, index) => {
      const turn = (lanes[index % LANES] as Promise<void>).then(() => endedAndClean(one, shared.cache));
      outcomes.set(one, turn);
      // Told by the test of that case.
      lanes[index % LANES] = turn.catch(() => undefined);
    });
  }, 600_000);

  afterAll(() => {
    shared.remove();
  });

  test.each(CASES)(
    '$way, $delay ms after $stage',
    async (one) => {
      await outcomes.get(one);
    },
    180_000,
  );

  test('the cache is as it was', async () => {
    await Promise.allSettled(outcomes.values());
    await expectNothingLeft(shared, cached);
  });
});

/** Starts a run, ends it at its moment, and expects it to say so and to leave nothing behind. */
async function endedAndClean({ way, stage, delay }: Case, cache: string): Promise<void> {
  const premises = new Premises();
  const out = join(premises.cwd, 'out');
  const before = premises.traces(undefined, out);
  const cli = startCli([...STAGES[stage].words, '--out', out, '--seed', '7', '--json'], {
    cwd: premises.cwd,
    env: { ...premises.env, ETCD_ASSAY_CACHE: cache },
  });
  try {
    const seen = await endAt(cli, { way, stage, delay, premises });
    const ran = await cli.ended;
    await expectNothingLeft(premises, before, { seen, out });
    expectAccount(ran, way, stage, out);
  } finally {
    premises.processes().forEach(({ pid }) => process.kill(pid, 'SIGKILL'));
    await cli.ended;
    premises.remove();
  }
}

/** What the run has to say about its end, on stdout and in result.json. */
function expectAccount(ran: Ran, way: Way, stage: Stage, out: string): void {
  if (way === 'kill -9 of the outer') {
    expect(ran).toMatchObject({ code: null, signal: 'SIGKILL' });
    return;
  }
  const interrupted = way !== 'kill -9 of the inner';
  if (interrupted && stage === 'launch' && ran.signal === way) {
    // Node itself was not up yet, so nobody could listen and nothing was begun.
    expect({ stdout: ran.stdout, stderr: ran.stderr, out: existsSync(out) }).toEqual({
      ...{ stdout: '', stderr: '', out: false },
    });
    return;
  }
  const exitCode = interrupted ? 130 : 70;
  expect({ ...ran, stdout: '' }).toMatchObject({ code: exitCode, signal: null });
  expect(ran.stdout.trimEnd().split('\n')).toHaveLength(1);
  const told: unknown = JSON.parse(ran.stdout);
  expect(told).toMatchObject({ exitCode, interrupted });
  if (stage !== 'launch' || existsSync(out)) {
    expect(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'))).toEqual(told);
  }
}
