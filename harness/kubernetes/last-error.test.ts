import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { lastError } from './last-error';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'etcd-assay-log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each([
  [
    'what was logged as an error, whatever came after it',
    'I1127 21:00:00.000001       1 a.go:1] begins\nE1127 21:00:01.000001       1 run.go:72] "command failed" err="no etcd"\nI1127 21:00:02.000001       1 b.go:3] ends\n',
    'run.go:72] "command failed" err="no etcd"',
  ],
  ['what was printed before', 'Usage:\n  x\nError: unknown flag: --nonsense\n', 'unknown flag: --nonsense'],
  ['the last line where there is no error', 'first\nlast\n', 'last'],
])('%s', (_, text, line) => {
  writeFileSync(join(folder, 'kube-apiserver.log'), text);
  expect(lastError({ folder }, 'kube-apiserver')).toEqual({ line, log: join(folder, 'kube-apiserver.log') });
});

test('a program that has not said a word', () => {
  expect(lastError({ folder }, 'kube-scheduler').line).toBe('none, it has not said a word');
});
