import { spawn } from 'node:child_process';
import { exitCodeOf } from './exit-code-of';
import { testPrograms } from './test-programs';

/** Runs the words after it and ends with their exit code: for tests that need a container engine. */
async function main(): Promise<void> {
  const [program = '', ...words] = process.argv.slice(2);
  const env = { ...process.env, ...(await testPrograms()), ETCD_ASSAY_TEST_RUNTIME: 'docker' };
  process.exitCode = await exitCodeOf(spawn(program, words, { stdio: 'inherit', env }));
}

void main();
