import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findGo, goEnvironment } from '../harness/artifacts/go-toolchain';
import { run } from '../harness/artifacts/process-group';
import { Unobtainable } from '../harness/artifacts/unobtainable';
import { Refusal } from '../harness/errors/refusal';
import { packageRoot } from '../harness/package/root';
import type { Benchmark, Conditions } from './benchmark';
import type { Measured } from './row';
import { cases } from './search/cases';
import type { Case } from './search/generate';
import { prepared, timeOurs, type Timed } from './search/ours';
import { spreadOf } from './spread';

/** Milliseconds that a case is repeated for in a round, on either side. */
const LEAST = 20;

/** Our search against Porcupine on the same histories, both of them single-threaded. */
export const searchBenchmark: Benchmark = {
  name: 'search',
  rounds: 5,
  measure: async (conditions) => {
    const all = cases();
    const path = join(conditions.folder, 'cases.json');
    await writeFile(path, JSON.stringify(all));
    const porcupine = await buildPorcupine(conditions);
    const judges = all.map((one) => prepared(one));
    const rounds: { ours: readonly Timed[]; reference: readonly Timed[] }[] = [];
    for (let round = 0; round <= conditions.rounds; round += 1) {
      conditions.progress(
        `search: round ${round} of ${conditions.rounds}, ${all.length} histories on each side`,
      );
      const measureOurs = (): Timed[] => judges.map((judge) => timeOurs(judge, LEAST));
      const early = round % 2 === 0 ? measureOurs() : undefined;
      const reference = await timePorcupine(porcupine, path, conditions.signal);
      const ours = early ?? measureOurs();
      requireAgreement(all, ours, reference);
      // V8 compiles in the first round, which does not count.
      if (round > 0) {
        rounds.push({ ours, reference });
      }
    }
    const byCase = all.map((one, i) =>
      rowOfCase(
        one,
        rounds.map(({ ours, reference }) => [ours[i], reference[i]]),
      ),
    );
    return [medianOf(byCase), ...byCase];
  },
};

async function buildPorcupine({ folder, artifacts, signal }: Conditions): Promise<string> {
  const go = await findGo(signal).catch((error: unknown) => {
    throw error instanceof Unobtainable ? Refusal.environment(`no Porcupine: ${error.message}`) : error;
  });
  const program = join(folder, 'porcupine');
  const { exitCode, stderr } = await run(go.path, ['build', '-trimpath', '-o', program, '.'], {
    cwd: join(packageRoot(), 'bench', 'porcupine'),
    env: goEnvironment({ offline: artifacts.offline ?? false, modules: 'readonly', temporary: folder }),
    signal,
  });
  if (exitCode !== 0) {
    const last = stderr.trim().split('\n').at(-1) ?? '';
    throw Refusal.environment(`go build of bench/porcupine failed: ${last}; try --only put-rate`, stderr);
  }
  return program;
}

async function timePorcupine(program: string, path: string, signal: AbortSignal): Promise<Timed[]> {
  const { exitCode, stdout, stderr } = await run(program, [path, `${LEAST}ms`], { signal });
  if (exitCode !== 0) {
    throw new Error(`porcupine ended with ${String(exitCode)}: ${stderr.trim().split('\n').at(-1) ?? ''}`);
  }
  const lines = stdout.trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Timed);
}

/** A figure for a wrong answer would be worth nothing. */
function requireAgreement(all: readonly Case[], ours: readonly Timed[], reference: readonly Timed[]): void {
  all.forEach(({ name }, i) => {
    const [mine, theirs] = [ours[i]?.result, reference[i]?.result];
    if (mine !== theirs && mine !== 'Unknown' && theirs !== 'Unknown') {
      throw new Error(`${name}: ours says ${String(mine)}, Porcupine ${String(theirs)}`);
    }
  });
}

function rowOfCase(
  { name }: Case,
  timed: readonly (readonly [Timed | undefined, Timed | undefined])[],
): Measured {
  const gaveUp = (side: 0 | 1): boolean => timed.some((pair) => pair[side]?.result === 'Unknown');
  return {
    name: `search: ${name}`,
    unit: 'µs',
    against: 'Porcupine 1.3.1',
    target: { ratio: 3, is: 'at most' },
    rounds: timed.map(([ours, reference]) => ({
      ours: (ours?.ns ?? NaN) / 1000,
      reference: (reference?.ns ?? NaN) / 1000,
    })),
    notes: [
      ...(gaveUp(0) ? ['ours gave up after 2 s'] : []),
      ...(gaveUp(1) ? ['Porcupine gave up after 2 s, so the ratio is an upper bound'] : []),
    ],
  };
}

/** What the target is about: the median of all cases in each round. */
function medianOf(rows: readonly Measured[]): Measured {
  const [first] = rows;
  const rounds = (first?.rounds ?? []).map((_, round) => ({
    ours: spreadOf(
      rows.map((row) => (row.rounds[round]?.ours ?? NaN) / (row.rounds[round]?.reference ?? NaN)),
    ).median,
    reference: 1,
  }));
  return {
    name: 'search',
    unit: '× Porcupine',
    against: 'Porcupine 1.3.1, median of the cases below',
    target: { ratio: 1, is: 'at most' },
    rounds,
    notes: [],
  };
}
