import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../time/until';
import type { ProgramUsage } from '../running-program';
import { signalTree, treeState } from './process-tree';
import { treeUsage } from './tree-usage';

const PATIENCE = { within: 20_000, every: 20 };
const MiB = 1 << 20;
/** By statfs(2); what is written there goes to no disk. */
const TMPFS = 0x01021994;

let folder: string;
let session: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'etcd-assay-usage-'));
});

afterEach(async () => {
  signalTree(session, 'SIGKILL');
  await until(() => treeState(session) === 'gone', { ...PATIENCE, what: 'the session to be gone' });
  rmSync(folder, { recursive: true });
});

/** Starts a shell that leads a session, as programs of nodes do. */
function start(script: string): void {
  const shell = spawn('sh', ['-c', script], { cwd: folder, detached: true, stdio: 'ignore' });
  session = shell.pid as number;
}

const used = (enough: (usage: ProgramUsage) => boolean, what: string): Promise<ProgramUsage> =>
  until(
    () => {
      const usage = treeUsage(session);
      return usage !== undefined && enough(usage) && usage;
    },
    { ...PATIENCE, what },
  );

/** What a script has used once it has come to its end, and sleeps. */
async function usedTo(script: string): Promise<ProgramUsage> {
  start(`${script}; echo >done; exec sleep 600`);
  await until(() => existsSync(join(folder, 'done')), { ...PATIENCE, what: 'the script to end' });
  return used(() => true, 'it to be seen');
}

const SPIN = '(while :; do :; done)';
const oneCore = (): string =>
  /^Cpus_allowed_list:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';

describe('what a program has used', () => {
  test('is what its children have used, while they live', async () => {
    start(`${SPIN} & exec sleep 600`);
    const { cpuSeconds, rssBytes } = await used((now) => now.cpuSeconds >= 0.3, 'its child to work');
    expect(cpuSeconds).toBeLessThan(PATIENCE.within / 1000);
    expect(rssBytes).toBeGreaterThan(MiB / 2);
  });

  test('is also what its children had used when they ended', async () => {
    const { cpuSeconds } = await usedTo('(i=0; while [ $i -lt 1000000 ]; do i=$((i+1)); done)');
    expect(cpuSeconds).toBeGreaterThan(0.1);
  });

  const counted = existsSync('/proc/self/schedstat') ? test : test.skip;

  counted('is also for how long it waited for a core that somebody else had', async () => {
    start(`taskset -cp ${oneCore()} $$; ${SPIN} & ${SPIN} & exec sleep 600`);
    const { cpuSeconds, waitedSeconds } = await used((now) => now.cpuSeconds >= 0.5, 'two to share a core');
    // Either waits while the other runs.
    expect(waitedSeconds).toBeGreaterThan(0.5 * cpuSeconds);
  });

  const onDisk = statfsSync(tmpdir()).type === TMPFS ? test.skip : test;

  onDisk('is also what it wrote to the disk', async () => {
    const { writtenBytes } = await usedTo('dd if=/dev/zero of=data bs=1M count=4 conv=fsync 2>&1');
    expect(writtenBytes).toBeGreaterThanOrEqual(4 * MiB);
    expect(writtenBytes).toBeLessThan(5 * MiB);
  });

  test('is not known any more when it is gone', async () => {
    start('exec sleep 600');
    await used(() => true, 'it to be seen');
    signalTree(session, 'SIGKILL');
    await until(() => treeUsage(session) === undefined, { ...PATIENCE, what: 'nothing to be known of it' });
  });
});
