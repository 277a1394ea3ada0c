import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { pathWith } from '../artifacts/testing/path-folder';
import { temporaryFolder } from '../artifacts/testing/temporary-folder';
import { runCommandLine } from './command-line';

const path = process.env['PATH'];
let out: string;

beforeEach(() => {
  process.env['PATH'] = pathWith();
  process.env['ETCD_ASSAY_CACHE'] = temporaryFolder();
  out = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => {
  jest.restoreAllMocks();
  process.env['PATH'] = path;
  Reflect.deleteProperty(process.env, 'ETCD_ASSAY_CACHE');
});

test.each([
  [
    ['--rows', '32'],
    '--rows: row 32 (PV bytes, mode, owner, symlinks, xattrs, sparse) is not measured: without a kubelet',
  ],
  [['--rows', 'uid'], '--rows must be whole numbers from 1 to 40'],
  [['--rows', '3,2'], '--rows: 2 comes after 3'],
  [['--velero', '1.10.0'], 'velero 1.10.0 is not supported, 1.18.0 is the oldest'],
  [['--etcd', '3.5.10'], 'Kubernetes does not support etcd 3.5.10'],
  [['--program', 'velero@1.18.2=/v'], 'is used by no step: this run uses etcd@3.6.16'],
  [['--out', '/etc'], '--out /etc is not empty'],
])('restore %j is a usage error: %s', async (words, message) => {
  const exitCode = await runCommandLine(['restore', ...words, '--json'], new AbortController().signal);
  expect(exitCode).toBe(2);
  expect(JSON.parse(out)).toMatchObject({
    verdict: null,
    exitCode: 2,
    error: expect.stringContaining(message),
  });
});
