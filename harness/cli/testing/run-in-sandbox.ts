import { enterSandbox } from '../../runtime/sandbox/enter';
import { exitCodeOf } from './exit-code-of';
import { testPrograms } from './test-programs';

/**
 * Runs the words after it inside a sandbox and ends with their exit code: for tests that need its network.
 * The programs are found first, since the sandbox has no way out.
 */
async function main(): Promise<void> {
  const env = await testPrograms();
  process.exitCode = await exitCodeOf(enterSandbox({ words: process.argv.slice(2), stdio: 'inherit', env }));
}

void main();
