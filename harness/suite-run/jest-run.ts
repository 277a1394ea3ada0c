import { runCLI } from 'jest';
import { join } from 'node:path';
import { compiled, packageRoot } from '../package/root';
import type { Assignment, Tally } from './messages';
import { suiteOf } from './assertions';

/** Milliseconds after which Jest gives a test up. It does not stop it: suites have shorter deadlines. */
const TEST_TIMEOUT = 100_000;

/**
 * Runs compiled suites by Jest in this process.
 * @throws Error where not every named suite was run to its end: then there is nothing to tell from it
 */
export async function runJest({ names, cache }: Omit<Assignment, 'arena'>): Promise<Tally> {
  const root = join(packageRoot(), 'dist');
  const config = {
    rootDir: root,
    testMatch: names.map((name) => `<rootDir>/suites/${name}/**/*.suite.js`),
    testEnvironment: compiled('harness/suite-run/environment'),
    reporters: ['default', compiled('harness/suite-run/reporter')],
    testTimeout: TEST_TIMEOUT,
    cacheDirectory: cache,
    transform: {},
    // By default Jest ignores everything below node_modules, where an installed package is.
    testPathIgnorePatterns: [],
    haste: { retainAllFiles: true },
  };
  const { results } = await runCLI(
    {
      config: JSON.stringify(config),
      runInBand: true,
      watchman: false,
      verbose: true,
      ci: true,
      // Without it Jest ends the whole process when it finds no test; finding none is told below.
      passWithNoTests: true,
      _: [],
      $0: '',
    },
    [root],
  );
  const broken = results.testResults.find(({ testExecError }) => testExecError !== undefined);
  if (broken !== undefined || results.runExecError !== undefined) {
    const error = broken?.testExecError ?? results.runExecError;
    throw new Error(`${broken?.testFilePath ?? 'Jest'} could not be run: ${String(error?.message)}`);
  }
  for (const name of names) {
    const files = results.testResults.filter(({ testFilePath }) => suiteOf(testFilePath) === name);
    if (files.every(({ testResults }) => testResults.length === 0)) {
      throw new Error(`no tests found in suite "${name}" below ${root}`);
    }
  }
  return { tests: results.numTotalTests, failed: results.numFailedTests };
}
