import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { goodRun } from '../checkers/testing/good-run';
import { dataBytes } from '../gate/remove-data';
import { until } from '../time/until';
import { innerProcess } from './testing/ending';
import { expectNothingLeft } from './testing/expect-nothing-left';
import { Premises } from './testing/premises';
import { runCli, startCli, type RunningCli } from './testing/run-cli';
import { stockCache } from './testing/stock-cache';

const PATIENCE = { within: 30_000, every: 10 };
const INTERRUPTED = { verdict: null, exitCode: 130, error: 'interrupted', interrupted: true };

let premises: Premises;
beforeEach(() => {
  premises = new Premises();
});
afterEach(() => {
  premises.processes().forEach(({ pid }) => process.kill(pid, 'SIGKILL'));
  premises.remove();
});

/** Whether a member has data by now; its files come and go as it works, so they are not measured. */
const hasData = (out: string): boolean =>
  existsSync(join(out, 'nodes')) &&
  readdirSync(join(out, 'nodes')).some((node) => existsSync(join(out, 'nodes', node, 'data')));

describe('a second signal', () => {
  test('ends a run that does not get to its end', async () => {
    await stockCache(premises.cache);
    const out = join(premises.cwd, 'out');
    const before = premises.traces(undefined, out);
    const cli = startCli(['gate', '--out', out, '--json'], premises);
    await until(() => cli.said().includes('> from'), { ...PATIENCE, what: 'members with data' });
    expect(hasData(out)).toBe(true);
    const inner = await until(() => innerProcess(premises), { ...PATIENCE, what: 'the inner process' });
    const seen = premises.namespaces();
    process.kill(inner, 'SIGSTOP');
    const asked = performance.now();
    cli.child.kill('SIGINT');
    // At once it would be taken for the same one.
    const patient = (): boolean => performance.now() > asked + 600;
    await until(patient, { ...PATIENCE, what: 'a second signal to be one' });
    cli.child.kill('SIGTERM');
    const { code, stdout } = await cli.ended;
    // Of the 20 s that a first signal leaves for results, a second one leaves nothing.
    expect(performance.now() - asked).toBeLessThan(10_000);
    expect(code).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ verdict: null, exitCode: 130, interrupted: true },
      error: expect.stringMatching(
        /^interrupted twice, .*"etcd-assay check .*\/out\/journal.jsonl" judges what/,
      ),
    });
    expect(await dataBytes({ out })).toBe(0);
    expect(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'))).toEqual(JSON.parse(stdout));
    await expectNothingLeft(premises, before, { seen, out });
  }, 600_000);
});

describe('check', () => {
  /** As long a journal as takes seconds to read and to judge: one good run with very many samples. */
  function longJournal(): string {
    const path = join(premises.cwd, 'journal.jsonl');
    const [header, ...others] = goodRun().map((record) => `${JSON.stringify(record)}\n`);
    writeFileSync(path, header ?? '');
    const sample = `${JSON.stringify({ type: 'sample', t: 1, name: 'event-loop-lag', value: 1 })}\n`;
    for (let block = 0; block < 40; block += 1) {
      appendFileSync(path, sample.repeat(50_000));
    }
    appendFileSync(path, others.join(''));
    return path;
  }

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'ends at %s while it judges',
    async (signal) => {
      const cli = startCli(['check', longJournal(), '--json'], premises);
      // Nothing tells from outside that it has begun, but that it has used processor time beyond what its start takes.
      await until(() => secondsUsed(cli.child.pid) > 2, { ...PATIENCE, what: 'judging' });
      const asked = performance.now();
      cli.child.kill(signal);
      const { code, stdout } = await cli.ended;
      expect(performance.now() - asked).toBeLessThan(1_000);
      expect(code).toBe(130);
      expect(JSON.parse(stdout)).toEqual(INTERRUPTED);
    },
    60_000,
  );

  /** Processor time of all threads: utime and stime of proc(5), in ticks of 10 ms. */
  function secondsUsed(pid: number | undefined): number {
    const [user = '', system = ''] = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
      .slice(11);
    return (Number(user) + Number(system)) / 100;
  }
});

describe('a program that is being built', () => {
  /** A "go" that says its version and then builds for ever, with a child of its own. */
  const GO = `#!/bin/sh
if [ "$1" = env ]; then echo '{"GOVERSION":"go1.99.0","GOTOOLCHAIN":"local"}'; exit; fi
sleep 1000 & sleep 1000`;
  const WORDS = ['fetch', 'etcd@3.6.15', '--mirror', 'http://127.0.0.1:9', '--json'];
  let env: NodeJS.ProcessEnv;

  beforeEach(() => {
    const bin = join(premises.root, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'go'), GO);
    chmodSync(join(bin, 'go'), 0o755);
    env = { ...premises.env, PATH: `${bin}:${premises.env['PATH'] ?? ''}` };
  });

  async function building(): Promise<RunningCli> {
    const cli = startCli(WORDS, { cwd: premises.cwd, env });
    await until(() => premises.processes().filter(({ command }) => command === 'sleep 1000').length === 2, {
      ...PATIENCE,
      what: `the build to go on, after: ${cli.said()}`,
    });
    expect(work()).not.toEqual([]);
    return cli;
  }

  const work = (): string[] =>
    premises.traces().filter((line) => line.startsWith('file cache/tmp/') || line.startsWith('file tmp/'));
  const built = (): boolean => existsSync(join(premises.cache, 'releases', 'etcd'));

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'is given up at %s, with all that was begun',
    async (signal) => {
      const before = premises.traces(undefined, premises.cache);
      const cli = await building();
      cli.child.kill(signal);
      const { code, stdout, stderr } = await cli.ended;
      expect(code).toBe(130);
      expect(JSON.parse(stdout)).toEqual(INTERRUPTED);
      expect(stderr).toMatch(/^etcd-assay: interrupted$/m);
      await expectNothingLeft(premises, before, { out: premises.cache });
      expect({ work: work(), built: built() }).toEqual({ work: [], built: false });
    },
    60_000,
  );

  test('dies with a killed harness, and the next start sweeps what it left', async () => {
    await stockCache(premises.cache);
    const cli = await building();
    cli.child.kill('SIGKILL');
    await until(() => premises.processes().length === 0, { ...PATIENCE, what: 'the build to be gone' });
    expect(work()).not.toEqual([]);
    expect(await runCli(['fetch', 'toxiproxy@2.12.0'], premises)).toMatchObject({ code: 0 });
    expect(work()).toEqual([]);
  }, 600_000);
});

describe('a terminal', () => {
  const HIDE = '\u001b[?25l';
  const SHOW = '\u001b[?25h';

  test.each(['\u0003', '\u0003\u0003'])(
    'has its cursor again after %j',
    async (keys) => {
      await stockCache(premises.cache);
      // `script` of util-linux makes a terminal of its own, in which Ctrl-C is a signal to the whole group.
      const cli = startCli(['gate', '--out', 'out'], {
        cwd: premises.cwd,
        env: { ...premises.env, TERM: 'xterm' },
        within: ['sh', '-c', 'exec script --quiet --return --command "$*" /dev/null', 'sh'],
        typing: true,
      });
      await until(() => cli.said().includes(HIDE), { ...PATIENCE, what: 'the spinner' });
      cli.child.stdin?.write(keys);
      const { code } = await cli.ended;
      expect(code).toBe(130);
      expect(cli.said().lastIndexOf(SHOW)).toBeGreaterThan(cli.said().lastIndexOf(HIDE));
    },
    600_000,
  );

  test('that closes interrupts the run, which still writes its results', async () => {
    await stockCache(premises.cache);
    const cli = startCli(['gate', '--out', 'out'], {
      cwd: premises.cwd,
      env: { ...premises.env, TERM: 'xterm' },
      within: ['sh', '-c', 'exec script --quiet --return --command "$*" /dev/null', 'sh'],
      typing: true,
    });
    const out = join(premises.cwd, 'out');
    await until(() => hasData(out), { ...PATIENCE, what: 'members with data' });
    // The terminal is `script`'s own, and goes with it.
    cli.child.kill('SIGKILL');
    await until(() => premises.processes().length === 0, { ...PATIENCE, what: 'the run to end' });
    const result: unknown = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'));
    expect(result).toMatchObject({ exitCode: 130, interrupted: true });
    expect(await dataBytes({ out })).toBe(0);
  }, 600_000);
});
