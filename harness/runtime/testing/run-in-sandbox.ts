import { enterSandbox } from '../sandbox/enter';

/** Runs the words after it inside a sandbox and ends with their exit code: for tests that need its network. */
const inner = enterSandbox({ words: process.argv.slice(2), stdio: 'inherit' });
inner.once('exit', (code) => {
  process.exitCode = code ?? 70;
});
inner.once('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 3;
});
