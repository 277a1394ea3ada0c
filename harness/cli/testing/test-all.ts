import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../../package/root';
import { checkDocker } from '../doctor/docker';

/**
 * `npm test`: the tests beside the source, those inside the sandbox, the suites on a real cluster, a comparison, the gate itself, and
 * where a container engine answers its tests; where one is required, the gate on it too. Everything runs even where something failed before; the last line sums it up.
 */
interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** Set where an engine has to be there: without it the tests on containers are left out, in words. */
const ENGINE_REQUIRED = process.env['ETCD_ASSAY_TEST_ENGINE'] === 'required';

const JEST = [process.execPath, join('node_modules', 'jest', 'bin', 'jest.js')];
const CLI = [process.execPath, join('bin', 'etcd-assay.js')];
const IN_SANDBOX = [
  process.execPath,
  '-r',
  'esbuild-register',
  join('harness', 'cli', 'testing', 'run-in-sandbox.ts'),
];

const WITH_ENGINE = [
  process.execPath,
  '-r',
  'esbuild-register',
  join('harness', 'cli', 'testing', 'run-with-engine.ts'),
];

const STACKED = ['--topology', 'colocated-1'];
const ONE_ROUND = [
  ...['--topologies', 'colocated-1,dedicated-1+1', '--rounds', '1'],
  ...['--load', 'idle,object-churn,lost-node', '--seconds', '3'],
];

const JestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numRuntimeErrorTestSuites: z.int(),
  numPendingTests: z.int(),
});
const Assertion = z.object({ type: z.string(), ok: z.boolean().optional() });

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'etcd-assay-npm-test-'));
  const tallies: Tally[] = [];
  const part = async (title: string, run: (out: string) => Promise<Tally>): Promise<void> => {
    process.stdout.write(`\n== ${title}\n`);
    const before = performance.now();
    const tally = await run(join(folder, String(tallies.length)));
    const seconds = Math.round((performance.now() - before) / 1000);
    process.stdout.write(`== ${title}: ${tally.passed} passed, ${tally.failed} failed (${seconds} s)\n`);
    tallies.push(tally);
  };
  await part('tests beside the source', (out) => jest(JEST, out));
  await part('tests inside the sandbox', (out) => jest([...IN_SANDBOX, ...JEST, '--runInBand'], out));
  await part('suites, alone', (out) => experiment([...CLI, 'suite', 'all', '--out', out], out));
  await part('suite latency, by itself', (out) =>
    experiment([...CLI, 'suite', 'latency', '--out', out], out),
  );
  await part('suite kubernetes, on one stacked node', (out) =>
    experiment([...CLI, 'suite', 'kubernetes', ...STACKED, '--out', out], out),
  );
  await part('suite topology, on one stacked node', (out) =>
    experiment([...CLI, 'suite', 'topology', ...STACKED, '--out', out], out),
  );
  await part('suite restore, with Velero', (out) =>
    experiment([...CLI, 'suite', 'restore', '--out', out], out),
  );
  await part('compare, one round', async (out) =>
    ended(await run([...CLI, 'compare', ...ONE_ROUND, '--out', out])),
  );
  await part('gate', (out) => experiment([...CLI, 'gate', '--out', out], out));
  const engine = await checkDocker();
  if (engine.ok || ENGINE_REQUIRED) {
    await part('tests on containers', (out) =>
      jest([...WITH_ENGINE, ...JEST, '--runInBand'], out, ENGINE_REQUIRED ? 'fail' : 'count'),
    );
  } else {
    process.stdout.write(`\n== tests on containers: skipped, ${engine.says}\n`);
  }
  if (ENGINE_REQUIRED) {
    await part('gate, on containers', (out) =>
      experiment([...CLI, 'gate', '--runtime', 'docker', '--out', out], out),
    );
  }
  const sum = tallies.reduce((one, other) => ({
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
  }));
  if (sum.failed === 0) {
    rmSync(folder, { recursive: true });
  } else {
    process.stdout.write(`\nwhat the runs left behind: ${folder}\n`);
  }
  process.exitCode = sum.failed === 0 ? 0 : 1;
  process.stdout.write(`\n${sum.passed} passed, ${sum.failed} failed\n`);
}

/**
 * A test file that could not run at all counts as a failure, and so does Jest itself failing.
 * @param skips what a skipped test is: where everything that it needs has to be there, a failure
 */
async function jest(
  words: readonly string[],
  out: string,
  skips: 'count' | 'fail' = 'count',
): Promise<Tally> {
  const file = `${out}.json`;
  const code = await run([...words, '--json', '--outputFile', file]);
  const report = JestReport.parse(JSON.parse(readFileSync(file, 'utf8')));
  const skipped = skips === 'fail' ? report.numPendingTests : 0;
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + skipped;
  if (report.numPendingTests > 0) {
    process.stdout.write(`${report.numPendingTests} skipped\n`);
  }
  return { passed: report.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed };
}

const ended = (code: number): Tally => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 });

/** The verdict counts as one test, and each test of a suite as one more. */
async function experiment(words: readonly string[], out: string): Promise<Tally> {
  const code = await run(words);
  const assertions = readFileSync(join(out, 'journal.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{"type":"assertion"'))
    .map((line) => Assertion.parse(JSON.parse(line)));
  const passed = assertions.filter(({ ok }) => ok).length;
  const verdict = ended(code);
  return { passed: passed + verdict.passed, failed: assertions.length - passed + verdict.failed };
}

function run(words: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(words[0] as string, words.slice(1), { cwd: packageRoot(), stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 70));
  });
}

void main();
