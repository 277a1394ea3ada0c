import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Cache, cacheFolder } from '../harness/artifacts/cache';
import { withWorkFolder } from '../harness/artifacts/work-folder';
import { listenForInterrupt } from '../harness/cli/interrupt';
import { requireRuntime } from '../harness/cli/runtime-required';
import { Terminal } from '../harness/cli/terminal';
import { ExitCode } from '../harness/errors/exit-code';
import { Refusal } from '../harness/errors/refusal';
import { thisMachine } from '../harness/gate/machine';
import { amount } from '../harness/result/amount';
import { readOptions, type BenchOptions } from './options';
import { rowOf, type Row } from './row';
import { table } from './table';

/**
 * `npm run bench`. A target that is missed is a figure, not a failure: the exit code says only whether the
 * figures could be had.
 */
async function bench(words: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<void> {
  const options = await readOptions(words, { terminal, signal });
  if (options === undefined) {
    return;
  }
  await requireRuntime('sandbox', signal);
  // The lock keeps two benchmarks apart; the folder is gone afterwards, or swept by the next etcd-assay.
  const { rows, leftOut } = await withWorkFolder(
    new Cache(cacheFolder()),
    'bench',
    { signal, onWait: () => terminal.line('another benchmark is running; waiting for its end') },
    (folder) => measureAll(options, folder, terminal, signal),
  );
  const machine = thisMachine();
  terminal.lines(['', ...table(rows)]);
  terminal.line(
    `median [min … quartile … quartile … max]; ${amount(machine.cores, 'core')}, Node ${machine.node}`,
  );
  if (terminal.json) {
    process.stdout.write(`${JSON.stringify({ rows, leftOut, machine, exitCode: ExitCode.pass })}\n`);
  }
}

/** A benchmark that cannot be had on this machine. */
interface LeftOut {
  readonly name: string;
  readonly why: string;
}

async function measureAll(
  { benchmarks, rounds, artifacts }: BenchOptions,
  parent: string,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<{ rows: Row[]; leftOut: LeftOut[] }> {
  const rows: Row[] = [];
  const leftOut: LeftOut[] = [];
  for (const benchmark of benchmarks) {
    const why = await benchmark.lacking?.();
    if (why !== undefined) {
      leftOut.push({ name: benchmark.name, why });
      terminal.line(`${benchmark.name}: left out, ${why}`);
      continue;
    }
    const folder = join(parent, benchmark.name);
    await mkdir(folder);
    const measured = await benchmark.measure({
      folder,
      rounds: rounds ?? benchmark.rounds,
      artifacts,
      signal,
      progress: (line) => terminal.line(line),
    });
    rows.push(...measured.map(rowOf));
  }
  return { rows, leftOut };
}

function exitCodeOf(error: unknown, signal: AbortSignal): ExitCode {
  if (signal.aborted) {
    return ExitCode.interrupted;
  }
  return error instanceof Refusal ? error.exitCode : ExitCode.harness;
}

const words = process.argv.slice(2);
const terminal = new Terminal(words.includes('--json'));
const { signal } = listenForInterrupt();
void bench(words, terminal, signal).catch((error: unknown) => {
  process.exitCode = exitCodeOf(error, signal);
  const message = signal.aborted ? 'interrupted' : error instanceof Error ? error.message : String(error);
  process.stderr.write(`bench: ${message}\n`);
  if (terminal.json) {
    process.stdout.write(`${JSON.stringify({ rows: [], exitCode: process.exitCode, error: message })}\n`);
  }
});
