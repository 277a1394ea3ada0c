import { writeFileSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ExitCode } from '../errors/exit-code';
import type { Exit, RunningProgram } from '../runtime/running-program';
import { awaited } from './awaited';

const log = join(mkdtempSync(join(tmpdir(), 'etcd-assay-test-')), 'velero.log');
writeFileSync(log, 'level=error msg="no bucket"\n');

const running = (exited: Promise<Exit> = new Promise(() => undefined)): RunningProgram =>
  ({ name: 'velero', log, exited }) as unknown as RunningProgram;
const WAIT = { within: 40, every: 5, what: 'the location' };

test('what comes true is returned', async () => {
  const looks = [false, undefined, 'there'] as const;
  let turn = 0;
  const look = () => Promise.resolve(looks[turn++]);
  await expect(awaited(running(), look, { ...WAIT, within: 5_000 })).resolves.toBe('there');
});

test('what does not is refused in the words of whoever was asked, and of the program', async () => {
  const wait = { ...WAIT, asked: () => 'phase Unavailable' };
  await expect(awaited(running(), () => Promise.resolve(false), wait)).rejects.toMatchObject({
    exitCode: ExitCode.environment,
    message: `velero: waited 0.0 s for the location (phase Unavailable); its last error: no bucket; see ${log}`,
  });
});

test('a program that ends is not waited for', async () => {
  const over = running(Promise.resolve({ code: 1, signal: null }));
  await expect(awaited(over, () => Promise.resolve(false), { ...WAIT, within: 60_000 })).rejects.toThrow(
    'velero: it ended with code 1 in the wait for the location; its last error: no bucket',
  );
});

test('what the look throws is not hidden', async () => {
  await expect(awaited(running(), () => Promise.reject(new TypeError('x')), WAIT)).rejects.toThrow(TypeError);
});
