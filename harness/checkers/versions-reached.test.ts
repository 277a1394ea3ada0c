import { expect, test } from '@jest/globals';
import type { ProgramRecord } from '../journal/header';
import { HEADER } from './testing/journal-builder';
import { wantedVersion } from './versions-reached';

const etcd = (source: ProgramRecord['source'], says: string): ProgramRecord => ({
  ...{ name: 'etcd', version: '3.6.16', path: '/etcd', sha256: 'a', source, says },
});

test.each([
  ['a release is wanted by its number', etcd('built', 'etcd Version: 3.6.16'), '3.6.16'],
  ['build metadata leaves the version the same', etcd('own', 'etcd Version: 3.6.16+custom'), '3.6.16'],
  ['a branch has a version of its own', etcd('own', 'etcd Version: 3.7.0-alpha.1'), '3.7.0-alpha.1'],
  ['a program that says none stands for what it was put in place of', etcd('own', 'hello'), '3.6.16'],
])('%s', (_, program, wanted) => {
  const subject = { ...HEADER.subject, to: '3.6.16' };
  expect(wantedVersion({ ...HEADER, subject, programs: [program] })).toBe(wanted);
});
