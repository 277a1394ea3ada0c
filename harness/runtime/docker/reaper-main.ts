import { once } from 'node:events';
import { endDescendants } from './descendants';
import { containerEngine } from './engine';
import { removeRun } from './remove-run';

/**
 * Entry of the reaper: when its standard input ends, by whatever end of the process that holds the other end, it removes
 * everything of one run.
 */
async function main(): Promise<void> {
  const [run = ''] = process.argv.slice(2);
  // Nothing is said; only the end counts.
  process.stdin.resume();
  await once(process.stdin, 'close');
  endDescendants(run);
  await removeRun(run, await containerEngine());
}

void main();
