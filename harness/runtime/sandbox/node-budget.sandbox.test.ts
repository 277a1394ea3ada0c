import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../time/until';
import type { Budget } from '../../topology/topology';
import { ControlGroups } from '../control-groups';
import type { Node } from '../node';
import type { RunningProgram } from '../running-program';
import type { Runtime } from '../runtime';
import { SandboxRuntime } from './sandbox-runtime';

const run = `etcd-assay-contract-requests-${process.pid}-${Date.now()}`;
const groups = ControlGroups.of(run);
const MiB = 1 << 20;
const BOUNDS = { cpus: 0.5, memoryBytes: 128 * MiB };
const REQUESTS = { small: 100, large: 400 };
const PATIENCE = { within: 60_000, every: 50 };

/** A busy loop on the one core where all of them meet: over several, shares are not kept (docs/architecture.md). */
const SPIN = `taskset -cp ${aCore()} $$; while :; do :; done`;
/** Takes as many bytes as it is told. */
const FILL = 'console.log("begun"); Buffer.alloc(Number(process.argv[1]), 1); console.log("filled")';

(groups === undefined ? describe.skip : describe)('a node with a budget', () => {
  let folder: string;
  let runtime: Runtime;
  let requested: Node;
  let plain: Node;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'etcd-assay-test-'));
    runtime = await SandboxRuntime.create(folder, groups);
    const spec = (name: string, budget: Budget) => ({ name, runs: ['etcd'] as const, zone: 'a', budget });
    [requested, plain] = (await runtime.createNodes([
      spec('requested', { ...BOUNDS, requests: REQUESTS }),
      spec('plain', BOUNDS),
    ])) as [Node, Node];
  });

  afterAll(async () => {
    await runtime.dispose();
    await rm(folder, { recursive: true });
  });

  test('shares what it has among its programs as they request it', async () => {
    const { small, large, seconds } = await contend(requested);
    expect(large / small).toBeGreaterThan(2.2);
    expect(large / small).toBeLessThan(6);
    expect((small + large) / seconds).toBeLessThan(1.2 * BOUNDS.cpus);
    const throttling = await requested.throttling();
    expect(throttling?.exhausted).toBeGreaterThan(0);
    expect(throttling?.seconds).toBeGreaterThan(0);
  }, 90_000);

  test('shares it evenly where they request nothing', async () => {
    const { small, large, seconds } = await contend(plain);
    expect(large / small).toBeGreaterThan(0.6);
    expect(large / small).toBeLessThan(1.6);
    expect((small + large) / seconds).toBeLessThan(1.2 * BOUNDS.cpus);
  }, 90_000);

  test.each([
    ['small', 'small'],
    ['toxiproxy', 'rest'],
  ])('has program %s in its group %s', async (name, group) => {
    expect(await printedBy(requested, name, '/bin/cat', ['/proc/self/cgroup'])).toContain(
      `:/${run}/requested/${group}\n`,
    );
  });

  test('has every program in its own group where none requests anything', async () => {
    const printed = await printedBy(plain, 'small', '/bin/cat', ['/proc/self/cgroup']);
    expect(printed).toContain(`:/${run}/plain\n`);
    expect(printed).not.toContain(`:/${run}/plain/`);
  });

  test('bounds the memory of programs with requests too', async () => {
    const fill = (name: string, bytes: number) =>
      printedBy(requested, name, process.execPath, ['-e', FILL, String(bytes)]);
    expect(await fill('large', 8 * MiB)).toBe('begun\nfilled\n');
    expect(await fill('greedy', 4 * BOUNDS.memoryBytes)).toBe('begun\n');
  });

  test('is not said to be throttled where it has no quota', async () => {
    const [free] = await runtime.createNodes([
      { name: 'free', runs: ['etcd'], zone: 'a', budget: { requests: REQUESTS } },
    ]);
    expect(await free?.throttling()).toBeUndefined();
    expect(await runtime.clientNode.throttling()).toBeUndefined();
  });

  test('leaves no control group behind', async () => {
    const folders = ControlGroups.folders(run);
    expect(folders.filter((one) => existsSync(one))).toEqual(folders);
    await runtime.dispose();
    expect(folders.filter((one) => existsSync(one))).toEqual([]);
  });
});

/** Seconds of processor time that two busy programs of a node use at the same time, and seconds that pass meanwhile. */
async function contend(node: Node): Promise<Record<'small' | 'large' | 'seconds', number>> {
  const start = (name: string) => node.start({ name, path: '/bin/sh', args: ['-c', SPIN] });
  const [first, second] = [await start('small'), await start('large')];
  const now = async () => ({ small: await used(first), large: await used(second), at: performance.now() });
  const begun = await until(
    async () => {
      const seen = await now();
      return Math.min(seen.small, seen.large) > 0.05 && seen;
    },
    { ...PATIENCE, what: 'both programs to be at work' },
  );
  const ended = await until(
    async () => {
      const seen = await now();
      return seen.small + seen.large - begun.small - begun.large > 2 && seen;
    },
    { ...PATIENCE, what: 'both to have used two seconds' },
  );
  for (const program of [first, second]) {
    await program.signal('SIGKILL');
    await until(async () => (await program.usage()) === undefined, { ...PATIENCE, what: 'it to be gone' });
  }
  return {
    small: ended.small - begun.small,
    large: ended.large - begun.large,
    seconds: (ended.at - begun.at) / 1000,
  };
}

/** The first one that we may run on. */
function aCore(): string {
  const [, core] = /^Cpus_allowed_list:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  if (core === undefined) {
    throw new Error('the kernel does not say which cores we may run on');
  }
  return core;
}

const used = async (program: RunningProgram): Promise<number> => (await program.usage())?.cpuSeconds ?? 0;

/** What a program has printed when it has ended, in whatever way. */
async function printedBy(node: Node, name: string, path: string, args: readonly string[]): Promise<string> {
  const program = await node.start({ name, path, args });
  const before = readFileSync(program.log, 'utf8').length;
  await program.exited;
  return readFileSync(program.log, 'utf8').slice(before);
}
