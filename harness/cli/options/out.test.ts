import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ExitCode } from '../../errors/exit-code';
import { refusalLine, refusalOf } from '../testing/refusal-of';
import { checkOut, makeOut } from './out';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'etcd-assay-out-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('--out', () => {
  test('a new folder is made, and left empty', () => {
    const out = join(folder, 'a', 'b');
    checkOut(out);
    expect(existsSync(out)).toBe(false);
    expect(makeOut(out)).toBe(out);
    expect(readdirSync(out)).toEqual([]);
  });

  test('an empty folder will do', () => expect(makeOut(folder)).toBe(folder));

  test('one with anything in it is a usage error, and nothing is touched', () => {
    writeFileSync(join(folder, '.hidden'), '');
    for (const action of [checkOut, makeOut]) {
      expect(refusalLine(() => action(folder))).toBe(
        `--out ${folder} is not empty; name a new or an empty folder`,
      );
      expect(refusalOf(() => action(folder)).exitCode).toBe(ExitCode.usage);
    }
    expect(readdirSync(folder)).toEqual(['.hidden']);
  });

  test('a link to what is not there is a usage error, for a dry run too', () => {
    const link = join(folder, 'link');
    symlinkSync('/nowhere', link);
    for (const action of [checkOut, makeOut]) {
      expect(refusalLine(() => action(link))).toContain('is not a folder');
      expect(refusalOf(() => action(link)).exitCode).toBe(ExitCode.usage);
    }
  });

  test('a file, and a path through one, is a usage error', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    for (const out of [file, join(file, 'below')]) {
      expect(refusalLine(() => checkOut(out))).toContain('is not a folder');
      expect(refusalOf(() => checkOut(out)).exitCode).toBe(ExitCode.usage);
    }
  });

  test('a place where no folder can be made is the environment, for root too', () => {
    const refusal = refusalOf(() => makeOut('/proc/etcd-assay-out'));
    expect(refusal.exitCode).toBe(ExitCode.environment);
    expect(refusal.message).toMatch(
      /^--out \/proc\/etcd-assay-out cannot be written to: ENOENT: .*; name another folder with --out$/,
    );
  });

  test('a name too long for the file system is the environment', () => {
    const out = join(folder, 'x'.repeat(300));
    expect(refusalOf(() => checkOut(out)).exitCode).toBe(ExitCode.environment);
    expect(refusalLine(() => checkOut(out)).length).toBeLessThan(400);
  });

  test('a folder above that is empty counts as missing only below it', () => {
    mkdirSync(join(folder, 'a'));
    expect(makeOut(join(folder, 'a', 'b'))).toBe(join(folder, 'a', 'b'));
  });
});
