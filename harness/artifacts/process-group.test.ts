import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { afterEach, describe, expect, test } from '@jest/globals';
import { packageRoot } from '../package/root';
import { run, startGuarded } from './process-group';
import { gone } from './testing/gone';

let parent: ChildProcess | undefined;
afterEach(() => void parent?.kill('SIGKILL'));

describe('a guarded process', () => {
  test('hands over exit code and output', async () => {
    expect(await run('sh', ['-c', 'echo out; echo err >&2; exit 7'])).toEqual({
      exitCode: 7,
      stdout: 'out\n',
      stderr: 'err\n',
    });
  });

  test('takes everything that it left running with it', async () => {
    const { stdout } = await run('sh', ['-c', 'sleep infinity & echo $!']);
    await gone(Number(stdout));
  });

  test('keeps the first 4 MiB of what a talkative program prints, and lets it end', async () => {
    const { exitCode, stdout } = await run('sh', [
      '-c',
      'echo first; head -c 5000000 /dev/zero | tr "\\0" x',
    ]);
    expect(exitCode).toBe(0);
    expect(stdout.slice(0, 7)).toBe('first\nx');
    expect(stdout).toHaveLength(4 << 20);
  });

  test('ends with its group when aborted', async () => {
    const controller = new AbortController();
    const guarded = startGuarded('sh', ['-c', 'sleep infinity & echo $!; wait'], {
      signal: controller.signal,
    });
    const [child] = (await once(guarded.child.stdout, 'data')) as [string];
    controller.abort();
    expect((await guarded.ended).exitCode).toBeNull();
    await gone(Number(child));
  });

  test('does not start where it is too late', async () => {
    await expect(run('sleep', ['infinity'], { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
  });

  test('ends with its group when the process that started it is killed', async () => {
    const starter = spawn(
      process.execPath,
      [
        '-r',
        'esbuild-register',
        '-e',
        `require('./harness/artifacts/process-group')
           .startGuarded('sh', ['-c', 'sleep infinity & echo $$ $!; wait'])
           .child.stdout.on('data', (pids) => process.stdout.write(pids));`,
      ],
      { cwd: packageRoot(), stdio: ['ignore', 'pipe', 'inherit'] },
    );
    parent = starter;
    const [line] = (await once(starter.stdout, 'data')) as [Buffer];
    const pids = String(line).trim().split(' ').map(Number);
    expect(pids).toHaveLength(2);
    expect(pids.map((pid) => existsSync(`/proc/${pid}`))).toEqual([true, true]);
    starter.kill('SIGKILL');
    await Promise.all(pids.map(gone));
  });
});
