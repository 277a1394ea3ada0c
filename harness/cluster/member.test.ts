import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DEFAULT_TIMERS } from '../journal/header';
import type { JournalRecord } from '../journal/record';
import type { Node } from '../runtime/node';
import type { Exit, RunningProgram } from '../runtime/running-program';
import { until } from '../time/until';
import { Member } from './member';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'etcd-assay-member-'));
  writeFileSync(join(folder, 'etcd.log'), 'panic: of a program before\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A member whose program prints something and ends in some way, after the harness has done something to it. */
async function endOf(act: (member: Member) => unknown, prints: string, exit: Exit): Promise<JournalRecord> {
  const written: JournalRecord[] = [];
  const log = join(folder, 'etcd.log');
  let end: (exit: Exit) => void = () => undefined;
  const program: RunningProgram = {
    ...{
      name: 'etcd',
      id: 'process tree 1',
      log,
      state: () => Promise.resolve('running' as const),
      signal: () => Promise.resolve(),
      usage: () => Promise.resolve(undefined),
    },
    exited: new Promise((resolve) => (end = resolve)),
  };
  const node = {
    name: 'm1',
    address: '127.0.0.1',
    folder,
    disk: undefined,
    start: () => Promise.resolve(program),
    reach: () => '127.0.0.1:1',
  };
  const journal = { clock: () => 5, write: (record: JournalRecord) => written.push(record) };
  const member = new Member(
    node as unknown as Node,
    { version: '3.6.16', path: 'etcd' },
    DEFAULT_TIMERS,
    journal,
  );
  await member.start({}, 'new');
  await act(member);
  appendFileSync(log, prints);
  end(exit);
  const ended = (record: JournalRecord) => record.type === 'member' && record.state === 'ended';
  const found = await until(() => written.find(ended), { within: 5_000, what: 'the end to be recorded' });
  member.close();
  return found;
}

const PANIC = 'info\npanic: closed channel\n';
const left = { asked: false, exit: 'code 2', lines: ['panic: closed channel'] };

describe('the end of a program', () => {
  test('unasked, with its panic lines', async () => {
    expect(await endOf(() => undefined, PANIC, { code: 2, signal: null })).toMatchObject(left);
  });

  test('unasked, with its last line where it has none of these, and none of an earlier program', async () => {
    expect(await endOf(() => undefined, 'bye\n', { code: 0, signal: null })).toMatchObject({
      lines: ['bye'],
    });
  });

  test('asked for, and with a panic instead', async () => {
    const crashed = { ...left, asked: true };
    expect(await endOf((member) => member.kill(), PANIC, { code: 2, signal: null })).toMatchObject(crashed);
  });

  test.each<Exit>([
    { code: null, signal: 'SIGKILL' },
    { code: 0, signal: null },
  ])('asked for, as it was asked for: %p', async (exit) => {
    expect(await endOf((member) => member.kill(), PANIC, exit)).not.toHaveProperty('lines');
  });

  test('asked for, by a wrapper that has a code of its own', async () => {
    expect(await endOf((member) => member.kill(), '', { code: 143, signal: null })).not.toHaveProperty(
      'lines',
    );
  });

  test('whatever it says, where its disk was taken from it', async () => {
    const end = await endOf((member) => member.expectEnd(), PANIC, { code: 2, signal: null });
    expect(end).not.toHaveProperty('lines');
  });
});
