import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { DEFAULT_RELEASES } from '../harness/artifacts/defaults';
import { startGuarded, type Ended } from '../harness/artifacts/process-group';
import type { Program } from '../harness/artifacts/program';
import { resolveRelease } from '../harness/artifacts/resolve-release';
import { ExitCode } from '../harness/errors/exit-code';
import { readJournal } from '../harness/journal/reader';
import type { JournalRecord } from '../harness/journal/record';
import { packageRoot } from '../harness/package/root';
import type { RuntimeName } from '../harness/runtime/runtime';
import type { Benchmark, Conditions } from './benchmark';
import { containerEngine } from '../harness/runtime/docker/engine';
import { imageOf } from '../harness/runtime/docker/image-of';
import { whyNoEngine } from './engine-there';
import { working } from './working-time';

const DEADLINE = 600_000;
/** Longer than an interrupted gate takes for its own last words. */
const LAST_CHANCE = 30_000;
const MOST_SECONDS = 240;
const MOST_OVERHEAD = 20;

/** A gate of profile quick from its command line to its exit; the references are bounds, not competitors. */
export const gateOverhead: Benchmark = {
  name: 'gate-overhead',
  rounds: 1,
  measure: async (conditions) => {
    await obtainPrograms(conditions);
    const gates: TimedGate[] = [];
    for (let round = 0; round < conditions.rounds; round += 1) {
      conditions.progress(`gate-overhead: gate ${round + 1} of ${conditions.rounds}, about 2 minutes`);
      gates.push(await timedGate(round, 'sandbox', conditions));
    }
    const notes = [`the gates' exit codes: ${gates.map(({ exitCode }) => exitCode).join(', ')}`];
    const target = { ratio: 1, is: 'at most' } as const;
    return [
      {
        name: 'gate-total',
        unit: 's',
        against: 'the bound: 4 minutes',
        target,
        rounds: gates.map(({ total }) => ({ ours: total, reference: MOST_SECONDS })),
        notes,
      },
      {
        name: 'gate-overhead',
        unit: 's',
        against: 'the bound: 20 s that are not traffic, faults or upgrade steps',
        target,
        rounds: gates.map(({ total, worked }) => ({ ours: total - worked, reference: MOST_OVERHEAD })),
        notes,
      },
    ];
  },
};

async function obtainPrograms({ artifacts }: Conditions): Promise<Program[]> {
  const found: Program[] = [];
  for (const { family, version } of DEFAULT_RELEASES) {
    found.push(...(await resolveRelease(family, version, artifacts)).programs);
  }
  return found;
}

interface TimedGate {
  readonly total: number;
  readonly worked: number;
  readonly exitCode: number;
}

/** The same gate on containers and in the sandbox, which is only told: whoever has to choose may want to know. */
export const gateRuntimes: Benchmark = {
  name: 'gate-runtimes',
  rounds: 1,
  lacking: whyNoEngine,
  measure: async (conditions) => {
    const engine = await containerEngine();
    // Nothing is obtained, and no image is built, in what is timed.
    for (const { path } of await obtainPrograms(conditions)) {
      await imageOf(path, engine);
    }
    const rounds: { ours: number; reference: number }[] = [];
    const exitCodes: number[] = [];
    for (let round = 0; round < conditions.rounds; round += 1) {
      conditions.progress(`gate-runtimes: pair ${round + 1} of ${conditions.rounds}, about 5 minutes`);
      const sandbox = await timedGate(round, 'sandbox', conditions);
      const docker = await timedGate(round, 'docker', conditions);
      rounds.push({ ours: docker.total, reference: sandbox.total });
      exitCodes.push(sandbox.exitCode, docker.exitCode);
    }
    return [
      {
        name: 'gate-runtimes',
        unit: 's',
        against: 'the same gate in the sandbox; ours is on containers',
        target: null,
        rounds,
        notes: [`the gates' exit codes: ${exitCodes.join(', ')}`],
      },
    ];
  },
};

/** @throws Error where the gate did not come to its planned end, so that its time means nothing */
async function timedGate(
  round: number,
  runtime: RuntimeName,
  { folder, signal }: Conditions,
): Promise<TimedGate> {
  const parent = await mkdtemp(join(folder, 'gate-'));
  const out = join(parent, 'out');
  const begun = performance.now();
  const { exitCode, stderr } = await runGate(
    ['--runtime', runtime, '--seed', String(round), '--out', out],
    parent,
    signal,
  );
  const total = (performance.now() - begun) / 1000;
  if (
    exitCode === null ||
    ![ExitCode.pass, ExitCode.fail, ExitCode.inconclusive].some((code) => code === exitCode)
  ) {
    throw new Error(`the gate ended with ${String(exitCode)}: ${stderr.trim().split('\n').at(-1) ?? ''}`);
  }
  const records: JournalRecord[] = [];
  await readJournal(join(out, 'journal.jsonl'), (record) => records.push(record));
  await rm(parent, { recursive: true });
  return { total, worked: working(records), exitCode };
}

/** Interrupted or late, the gate is asked to end, so that it puts everything away itself; then it is made to. */
async function runGate(words: readonly string[], cwd: string, signal: AbortSignal): Promise<Ended> {
  signal.throwIfAborted();
  const program = join(packageRoot(), 'bin/etcd-assay.js');
  const gate = startGuarded(process.execPath, [program, 'gate', '--profile', 'quick', '--json', ...words], {
    cwd,
  });
  const stopping = AbortSignal.any([signal, AbortSignal.timeout(DEADLINE)]);
  const ask = (): void => {
    gate.child.kill('SIGTERM');
    setTimeout(() => void gate.stop(), LAST_CHANCE).unref();
  };
  stopping.addEventListener('abort', ask, { once: true });
  const ended = await gate.ended;
  stopping.removeEventListener('abort', ask);
  signal.throwIfAborted();
  return ended;
}
