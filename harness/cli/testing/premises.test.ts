import { type ChildProcess, spawn } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { until } from '../../time/until';
import { livingProcesses } from './machine-traces';
import { Premises } from './premises';

const started: ChildProcess[] = [];
let premises: Premises;

beforeEach(() => {
  premises = new Premises();
});

afterEach(() => {
  started.splice(0).forEach((child) => child.kill('SIGKILL'));
  premises.remove();
});

/** A process with a network of its own, of the premises or of somebody else. */
function start(env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn('unshare', ['--user', '--net', 'sleep', '60'], { env, stdio: 'ignore' });
  started.push(child);
  return child;
}

/** The private network of a process, once it has one. */
async function networkOf(child: ChildProcess): Promise<string> {
  const network = (pid: number | undefined): string | undefined =>
    livingProcesses().find((one) => one.pid === pid)?.namespaces['net'];
  const own = (): string | undefined => {
    const id = network(child.pid);
    return id === network(process.pid) ? undefined : id;
  };
  return until(own, { within: 10_000, every: 20, what: 'a network of its own' });
}

test('a namespace is a trace as long as one who held it then lives, and no longer', async () => {
  const child = start(premises.env);
  const network = await networkOf(child);
  const seen = premises.namespaces();
  expect(premises.traces(seen)).toContain(`namespace ${network}`);

  child.kill('SIGKILL');
  const gone = (): boolean => !premises.traces(seen).includes(`namespace ${network}`);
  await until(gone, { within: 10_000, every: 20, what: 'the network to be gone' });
});

test('a number that somebody else came by later is no trace', async () => {
  const network = await networkOf(start({ PATH: process.env['PATH'] }));
  expect(premises.traces(new Map([[network, new Set(['1 since 0'])]]))).not.toContain(`namespace ${network}`);
});
