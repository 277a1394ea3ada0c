import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SnapshotReport } from '../snapshot/report';
import { expectRefusal } from './testing/expect-refusal';
import { Premises } from './testing/premises';
import { runCli } from './testing/run-cli';
import { stockCache } from './testing/stock-cache';

let premises: Premises;
beforeAll(async () => {
  premises = new Premises();
  await stockCache(premises.cache);
});
afterAll(() => premises.remove());

const path = (name: string): string => join(premises.cwd, name);

describe('a file that is no snapshot', () => {
  test('is not usable, for reasons that are told, and is left as it was', async () => {
    const bytes = randomBytes(30_000);
    writeFileSync(path('any.db'), bytes);
    const { code, stdout } = await runCli(['verify-snapshot', 'any.db', '--out', 'out', '--json'], premises);
    expect(code).toBe(1);
    const report = SnapshotReport.parse(JSON.parse(stdout));
    expect(report).toMatchObject({ verdict: 'not usable', exitCode: 1, file: 'any.db' });
    expect(report.checks.find(({ id }) => id === 'whole')?.says).toMatch(/invalid database/);
    expect(SnapshotReport.parse(JSON.parse(readFileSync(path('out/result.json'), 'utf8')))).toEqual(report);
    expect(readFileSync(path('out/summary.md'), 'utf8')).toMatch(/^# Snapshot any\.db: not usable/);
    expect(readFileSync(path('any.db'))).toEqual(bytes);
    expect(['data', 'pki'].map((name) => existsSync(path(`out/nodes/m1/${name}`)))).toEqual([false, false]);
    expect(premises.processes()).toEqual([]);
  });

  test('a person is told in lines, the answer last', async () => {
    writeFileSync(path('empty.db'), '');
    const { code, stdout } = await runCli(['verify-snapshot', 'empty.db', '--out', 'told'], premises);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^whole +BAD +it cannot be read: it is empty/m);
    expect(stdout).toMatch(/\nNOT USABLE: empty\.db: it cannot be read.*\nReport: told\/summary\.md\n$/);
  });
});

describe('what cannot be a file of a snapshot', () => {
  test.each<[string[], RegExp]>([
    [['verify-snapshot'], /something is missing; write "etcd-assay verify-snapshot <file>"/],
    [['verify-snapshot', 'none.db'], /none\.db cannot be read \(ENOENT\); give a file of/],
    [['verify-snapshot', '.'], /\. is not a file/],
    [['verify-snapshot', '/dev/null'], /\/dev\/null is not a file/],
    [['verify-snapshot', '/bin/sh', '--etcd', '3.4.30'], /3\.4\.30 is not supported/],
    [['verify-snapshot', '/bin/sh', '--out', '/bin/sh'], /--out \/bin\/sh is not a folder/],
    [['decode', 'none.db'], /none\.db is no file; to show a key, say where it is with --snapshot FILE/],
    [['decode', '/bin/sh'], /\/bin\/sh cannot be read as a snapshot: it has no valid first page/],
    [['decode', '/a', '--snapshot', 'none.db'], /none\.db cannot be read \(ENOENT\)/],
    [['decode', '/a', '--endpoint', 'x'], /--endpoint must be HOST:PORT/],
    [
      ['decode', '/a', '--endpoint', 'x:1', '--cert', '/bin/sh'],
      /--cacert, --cert and --key belong together/,
    ],
    [['decode', '/a', '--snapshot', 'a', '--endpoint', 'x:1'], /exclude each other/],
  ])('%j', async (words, message) => {
    await expectRefusal(premises, words, { exitCode: 2, message });
  });

  test('a file that may not be read', async () => {
    writeFileSync(path('closed.db'), 'x');
    chmodSync(path('closed.db'), 0);
    // Root reads it all the same, and finds no database in it.
    const root = process.getuid?.() === 0;
    const { code, stderr } = await runCli(['verify-snapshot', 'closed.db', '--out', 'closed'], premises);
    expect(code).toBe(root ? 1 : 2);
    expect(stderr).toMatch(root ? /^$/ : /closed\.db cannot be read \(EACCES\)/);
  });

  test('a member that does not answer is what this machine lacks', async () => {
    const message = /127\.0\.0\.1:1 does not answer/;
    await expectRefusal(premises, ['decode', '/a', '--endpoint', '127.0.0.1:1'], { exitCode: 3, message });
  });
});
