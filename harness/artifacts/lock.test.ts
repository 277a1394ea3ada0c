import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { tryLock, waitForLock } from './lock';
import { packageRoot } from '../package/root';
import { temporaryFolder } from './testing/temporary-folder';

let other: ChildProcess | undefined;
afterEach(() => void other?.kill('SIGKILL'));

describe('a lock', () => {
  test('is held by one, until it is released', async () => {
    const file = join(temporaryFolder(), 'lock');
    const first = await tryLock(file);
    expect(first).toBeDefined();
    expect(await tryLock(file)).toBeUndefined();
    const second = waitForLock(file);
    await first?.release();
    await (await second).release();
  });

  test('is released by the kernel when its holder is killed', async () => {
    const file = join(temporaryFolder(), 'lock');
    const holder = spawn(
      process.execPath,
      [
        '-r',
        'esbuild-register',
        '-e',
        `require('./harness/artifacts/lock').tryLock(${JSON.stringify(file)}).then(() => console.log('held'));
         setInterval(() => undefined, 1000);`,
      ],
      { cwd: packageRoot(), stdio: ['ignore', 'pipe', 'inherit'] },
    );
    other = holder;
    await once(holder.stdout, 'data');
    expect(await tryLock(file)).toBeUndefined();
    holder.kill('SIGKILL');
    await (await waitForLock(file)).release();
  });

  test('is not waited for once aborted', async () => {
    const file = join(temporaryFolder(), 'lock');
    const held = await waitForLock(file);
    await expect(waitForLock(file, AbortSignal.timeout(50))).rejects.toThrow('timeout');
    await held.release();
  });

  test('in a folder that is not there is refused', async () => {
    await expect(tryLock('/nowhere/lock')).rejects.toThrow('the lock file /nowhere/lock cannot be locked');
  });
});
