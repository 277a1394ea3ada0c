import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { packageRoot } from '../package/root';

/** Runs the command line in a shell, so that its output can be led anywhere. */
const shell = (redirection: string, words = 'explain UPG-6'): { status: number | null; stderr: string } =>
  spawnSync('bash', ['-c', `"$NODE" "$MAIN" ${words} ${redirection}; exit \${PIPESTATUS[0]}`], {
    encoding: 'utf8',
    env: { ...process.env, NODE: process.execPath, MAIN: join(packageRoot(), 'bin', 'etcd-assay.js') },
    cwd: packageRoot(),
  });

describe('output that goes nowhere', () => {
  test('a reader that has gone changes neither the exit code nor prints a stack trace', () => {
    expect(shell('| true')).toMatchObject({ status: 0, stderr: '' });
  });

  test('a full disk behind stdout is said, and what nobody could get has not passed', () => {
    const { status, stderr } = shell('> /dev/full');
    expect(status).toBe(3);
    expect(stderr).toMatch(/^etcd-assay: stdout cannot be written to: .*ENOSPC/);
    expect(stderr).not.toContain('    at ');
  });

  test('a full disk behind stdout leaves a worse exit code as it is', () => {
    expect(shell('> /dev/full', 'explain nonsense --json').status).toBe(2);
  });

  test('a stderr that cannot be written to changes nothing', () => {
    expect(shell('2> /dev/full').status).toBe(0);
    expect(shell('> /dev/full 2> /dev/full').status).toBe(3);
  });
});
