import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { until } from '../../time/until';
import { ControlGroups } from '../control-groups';
import { startReaper } from './reaper';
import { reserveGroups } from './reserve-groups';

const PATIENCE = { within: 10_000, every: 20 };

/** Ordinary users mostly may not make control groups; what needs them shows as skipped then. */
function groupsCanBeMade(): boolean {
  const groups = ControlGroups.of(`etcd-assay-probe-${process.pid}`);
  groups?.remove();
  return groups !== undefined;
}

describe('a run with budgets', () => {
  let outer: ChildProcess | undefined;
  afterEach(() => {
    outer?.kill('SIGKILL');
  });

  /** Enters a sandbox whose processes sit in control groups. */
  async function enter(): Promise<{
    outer: ChildProcess;
    inner: number;
    folders: string[];
    said: () => string;
  }> {
    const child = spawn(
      process.execPath,
      ['-r', 'esbuild-register', join(__dirname, 'testing', 'budgeted-world.ts')],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    outer = child;
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    await until(() => said.includes('\n'), { ...PATIENCE, what: 'the sandbox to be entered' });
    const [run = '', pid = ''] = said.trim().split(' ');
    return { outer: child, inner: Number(pid), folders: ControlGroups.folders(run), said: () => said };
  }

  const gone = (folders: readonly string[]): Promise<true> =>
    until(() => folders.every((folder) => !existsSync(folder)), {
      ...PATIENCE,
      what: 'the folders to be gone',
    });

  const budgeted = groupsCanBeMade() ? test : test.skip;

  budgeted('leaves no control group when the outer process is killed', async () => {
    const world = await enter();
    expect(world.folders.map((folder) => existsSync(join(folder, 'm1')))).not.toContain(false);
    // Shares are of processor time alone: version 1 has a program's group in that hierarchy only.
    expect(world.folders.map((folder) => existsSync(join(folder, 'm2', 'etcd')))).toContain(true);
    world.outer.kill('SIGKILL');
    await gone(world.folders);
  });

  budgeted('leaves none when its sandbox is killed at the same moment', async () => {
    const world = await enter();
    process.kill(world.inner, 'SIGKILL');
    world.outer.kill('SIGKILL');
    await gone(world.folders);
  });

  budgeted('has none left by the time it ends in order', async () => {
    const world = await enter();
    world.outer.kill('SIGTERM');
    await once(world.outer, 'close');
    expect(world.said()).toMatch(/\nreleased\n$/);
    expect(world.folders.filter((folder) => existsSync(folder))).toEqual([]);
  });
});

test('without a budget no control group is made', () => {
  expect(
    reserveGroups({ name: 'plain', nodes: [{ name: 'm1', runs: ['etcd'], zone: 'a' }] }),
  ).toBeUndefined();
});

test('a reaper that finds nothing ends', async () => {
  await startReaper(['/sys/fs/cgroup/etcd-assay-never-made']).reap();
});
