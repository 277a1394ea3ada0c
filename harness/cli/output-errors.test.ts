import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

/** Runs the command line in a shell, so that its output can be led anywhere. */
const shell = (redirection: string): { status: number | null; stderr: string } =>
  spawnSync(
    'bash',
    ['-c', `"$NODE" -r esbuild-register "$MAIN" explain UPG-6 ${redirection}; exit \${PIPESTATUS[0]}`],
    {
      encoding: 'utf8',
      env: { ...process.env, NODE: process.execPath, MAIN: join(__dirname, 'main.ts') },
      cwd: join(__dirname, '..', '..'),
    },
  );

describe('output that goes nowhere', () => {
  test('a reader that has gone changes neither the exit code nor prints a stack trace', () => {
    expect(shell('| true')).toMatchObject({ status: 0, stderr: '' });
  });

  test('a full disk behind stdout is said, and the exit code stays', () => {
    const { status, stderr } = shell('> /dev/full');
    expect(status).toBe(0);
    expect(stderr).toMatch(/^etcd-assay: stdout cannot be written to: .*ENOSPC/);
    expect(stderr).not.toContain('    at ');
  });

  test('nor does a stderr that cannot be written to', () => {
    expect(shell('> /dev/full 2> /dev/full').status).toBe(0);
  });
});
