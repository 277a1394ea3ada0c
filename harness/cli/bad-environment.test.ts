import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, statfsSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { findOnPath } from '../artifacts/find-on-path';
import { until } from '../time/until';
import { expectNothingLeft } from './testing/expect-nothing-left';
import { expectOneObject, expectRefusal, STACK_FRAME } from './testing/expect-refusal';
import { Premises } from './testing/premises';
import { startCli, type Ran } from './testing/run-cli';
import { stockCache } from './testing/stock-cache';
import { ordinaryUser, withDisk, without, withoutCapabilities, withoutNamespaces } from './testing/worlds';

const RESTART = ['gate', '--members', '1', '--from', '3.6.16', '--to', '3.6.16', '--seed', '1'];

describe('a machine without the rights', () => {
  let premises: Premises;
  beforeEach(() => {
    premises = new Premises();
  });
  afterEach(() => {
    premises.remove();
  });

  test('to make user namespaces', async () => {
    const message = /sandbox: user\.max_user_namespaces is 0 .*sysctl -w user\.max_user_namespaces=15000/;
    await expectRefusal(
      premises,
      ['gate', '--runtime', 'sandbox'],
      { exitCode: 3, message },
      { within: withoutNamespaces },
    );
  });

  test('of root in a container', async () => {
    const message = /sandbox: (root without the capability CAP_SYS_ADMIN|a container is in the way).* run /;
    await expectRefusal(
      premises,
      ['gate', '--runtime', 'sandbox'],
      { exitCode: 3, message },
      { within: withoutCapabilities },
    );
  });

  test('to write to OUT', async () => {
    mkdirSync(join(premises.cwd, 'locked'), { mode: 0o555 });
    const message = /--out locked\/run cannot be written to: EACCES.*name another folder/;
    const words = ['gate', '--out', 'locked/run'];
    await expectRefusal(premises, words, { exitCode: 3, message }, { within: ordinaryUser });
  });
});

describe('a machine without programs', () => {
  let premises: Premises;
  beforeEach(() => {
    premises = new Premises();
  });
  afterEach(() => {
    premises.remove();
  });

  test.each([
    ['ip', 'iproute2'],
    ['setpriv', 'util-linux'],
    ['nsenter', 'util-linux'],
    ['unshare', 'util-linux'],
    ['flock', 'util-linux'],
  ])('%s of the system', async (program, aptPackage) => {
    const message = new RegExp(`program-${program}: not found .*; apt-get install ${aptPackage}`);
    await expectRefusal(
      premises,
      ['gate', '--runtime', 'sandbox'],
      { exitCode: 3, message },
      { within: without(program) },
    );
  });

  test.each([['gate'], ['fetch']])('%s: no Go, and nowhere to download from', async (command) => {
    const PATH = join(premises.root, 'bin');
    mkdirSync(PATH);
    for (const name of [
      'node',
      'sh',
      'cat',
      'sleep',
      'ip',
      'mount',
      'unshare',
      'nsenter',
      'setpriv',
      'flock',
    ]) {
      symlinkSync(findOnPath(name) ?? `no ${name} on PATH`, join(PATH, name));
    }
    const message = /etcd 3\.5\.35.*release.*Go build: no "go" on PATH; install Go/;
    const words = [command, '--mirror', `http://127.0.0.1:${await closedPort()}`];
    // What was tried is written down in the cache, where the message says.
    const circumstances = { env: { PATH }, out: premises.cache };
    await expectRefusal(premises, words, { exitCode: 3, message }, circumstances);
  });
});

/** A port at which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('a disk', () => {
  let premises: Premises;
  let small: string;
  let kept: string;
  beforeAll(async () => {
    premises = new Premises();
    small = join(premises.root, 'small');
    kept = join(premises.root, 'kept');
    [small, kept].forEach((folder) => mkdirSync(folder));
    await stockCache(premises.cache);
  }, 600_000);
  afterAll(() => {
    premises.remove();
  });

  test('too small for the run', async () => {
    const message = /the run needs \d+ MiB of disk at .*small, and 1 MiB are free; name another folder/;
    const words = ['gate', '--out', join(small, 'run')];
    await expectRefusal(premises, words, { exitCode: 3, message }, { within: withDisk(small, '1m', kept) });
  });

  test('that fills up is noticed while there is room for the results', async () => {
    const before = premises.traces(undefined, kept);
    const run = await fillUp(16 << 20, '--json');
    const message = /the disk of .*small\/run has 1\d MiB left, and 64 MiB must stay free/;
    expectOneObject(run, { exitCode: 3, message });
    expect(run.stderr).not.toMatch(STACK_FRAME);
    expect(keptJson('result.json')).toEqual(JSON.parse(run.stdout));
    expect(keptJson('last-record')).toMatchObject({ type: 'end', reason: 'error' });
    await expectNothingLeft(premises, before, { out: kept });
  }, 60_000);

  test('that is full at one blow ends the run in order all the same', async () => {
    const before = premises.traces(undefined, kept);
    const run = await fillUp(0);
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/^etcd-assay: (cannot write the journal|the disk of) [^\n]*\n$/);
    await expectNothingLeft(premises, before, { out: kept });
  }, 60_000);

  /** Runs the gate on a disk that shrinks, once clients work, until just so many bytes are free. */
  async function fillUp(left: number, ...flags: string[]): Promise<Ran> {
    const cli = startCli([...RESTART, '--out', join(small, 'run'), ...flags], {
      cwd: premises.cwd,
      env: premises.env,
      within: withDisk(small, '800m', kept),
    });
    try {
      await until(() => cli.said().includes('> from'), { within: 30_000, what: 'clients to work' });
      shrink(small, cli.child.pid ?? 0, left);
      return await cli.ended;
    } finally {
      cli.child.kill('SIGKILL');
    }
  }

  const keptJson = (name: string): unknown => JSON.parse(readFileSync(join(kept, name), 'utf8'));
});

/** Makes a disk that only that process sees so small that just so many bytes are free. */
function shrink(folder: string, pid: number, left: number): void {
  const { blocks, bfree, bsize } = statfsSync(`/proc/${pid}/root${folder}`);
  const size = (blocks - bfree) * bsize + left;
  const asUser = process.getuid?.() === 0 ? [] : ['--user', '--preserve-credentials'];
  // The options that the disk has now say its owner by a number that means nobody in a user namespace.
  const mount = ['mount', '--options-source', 'disable', '-o', `remount,size=${size}`, 'tmpfs', folder];
  const words = ['-t', String(pid), '--mount', ...asUser, ...mount];
  expect(spawnSync('nsenter', words, { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
}
