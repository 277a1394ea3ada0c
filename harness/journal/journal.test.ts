import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ExitCode } from '../errors/exit-code';
import { Refusal } from '../errors/refusal';
import { journalClock } from './clock';
import { readJournal } from './reader';
import type { Header } from './header';
import type { JournalRecord } from './record';
import { JournalWriter } from './writer';

const HEADER: Header = {
  type: 'journal',
  version: 2,
  startedAt: '2026-01-01T00:00:00.000Z',
  seed: 7,
  command: 'etcd-assay gate --seed 7',
  subject: {
    from: '3.5.35',
    to: '3.6.16',
    topology: 'dedicated-3',
    members: 3,
    runtime: 'sandbox',
    profile: 'quick',
  },
  machine: { kernel: '6.1', cores: 2, memoryBytes: 1, node: '20' },
  timers: { heartbeatMs: 100, electionMs: 1000 },
  programs: [],
  criteria: ['linearizable'],
  thresholds: {},
  notRun: [],
};

const sample = (value: number): JournalRecord => ({
  type: 'sample',
  t: value,
  name: 'event-loop-lag',
  value,
});

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'etcd-assay-journal-'));
  path = join(folder, 'journal.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function readWhole(path: string) {
  const records: JournalRecord[] = [];
  const { header, cut, records: count } = await readJournal(path, (record) => records.push(record));
  expect(records).toHaveLength(count);
  return { header, records, cut };
}

/** A whole journal with these samples. */
async function written(...values: number[]): Promise<void> {
  const writer = await JournalWriter.open(path, HEADER);
  values.forEach((value) => writer.write(sample(value)));
  await writer.close({ reason: 'finished' });
}

test('the end carries how many records were written', async () => {
  await written(1, 2, 3);
  const { records } = await readWhole(path);
  expect(records).toHaveLength(5);
  expect(records.at(-1)).toMatchObject({ type: 'end', records: 5 });
});

async function refusal(): Promise<Refusal> {
  return readWhole(path).then(
    () => Promise.reject(new Error('the journal was read')),
    (error: unknown) => (error instanceof Refusal ? error : Promise.reject(error as Error)),
  );
}

describe('writing', () => {
  test('what was written is read back, in order, with its end', async () => {
    await written(1, 2, 3);
    const { header, records, cut } = await readWhole(path);
    expect(header).toEqual(HEADER);
    expect(records.map(({ type }) => type)).toEqual(['journal', 'sample', 'sample', 'sample', 'end']);
    expect(records.slice(1, 4)).toEqual([sample(1), sample(2), sample(3)]);
    expect(cut).toBeUndefined();
  });

  test('records reach the file without a close', async () => {
    const writer = await JournalWriter.open(path, HEADER);
    writer.write(sample(5));
    const deadline = Date.now() + 5000;
    while (!readFileSync(path, 'utf8').includes('event-loop-lag')) {
      expect(Date.now()).toBeLessThan(deadline);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await writer.close({ reason: 'finished' });
  });

  test('an existing journal is never overwritten', async () => {
    await written(1);
    await expect(JournalWriter.open(path, HEADER)).rejects.toMatchObject({ exitCode: ExitCode.environment });
    expect((await readWhole(path)).records).toHaveLength(3);
  });

  test('a full disk aborts "failure", makes writes throw, and rejects the close', async () => {
    const full = /cannot write the journal .*ENOSPC/;
    const disk = await JournalWriter.on(await open('/dev/full', 'w'), '/dev/full', HEADER);
    expect(disk.failure.aborted).toBe(true);
    expect(disk.failure.reason).toMatchObject({ exitCode: ExitCode.environment });
    expect(() => disk.write(sample(1))).toThrow(full);
    await expect(disk.close({ reason: 'finished' })).rejects.toThrow(full);
  });

  test('the clock goes on in another process from the same epoch', async () => {
    const writer = await JournalWriter.open(path, HEADER);
    const before = writer.clock();
    const inChild = Number(
      execFileSync(process.execPath, [
        '-e',
        `console.log(Number((process.hrtime.bigint() - ${writer.epoch}n) / 1000n))`,
      ]).toString(),
    );
    expect(inChild).toBeGreaterThan(before);
    expect(journalClock(String(writer.epoch))()).toBeGreaterThan(inChild);
    await writer.close({ reason: 'finished' });
  });
});

describe('a long value', () => {
  /** The values of what is read back: of a request, an event with what was before, a guard and a page of content. */
  const writtenValues = async (value: string): Promise<unknown[]> => {
    const kv = { key: 'k', value, create: 2, mod: 2, version: 1 };
    const guard = { key: 'k', target: 'value', is: '=', to: value } as const;
    const writer = await JournalWriter.open(path, HEADER);
    writer.write({ type: 'invoke', t: 1, op: '1.1', request: { put: { key: 'k', value } } });
    writer.write({ type: 'watched', t: 1, watch: 1, revision: 2, events: [{ put: kv, prev: kv }] });
    writer.write({ type: 'invoke', t: 1, op: '1.2', request: { txn: { if: [guard], then: [], else: [] } } });
    writer.write({ type: 'content', t: 1, revision: 2, kvs: [kv] });
    await writer.close({ reason: 'finished' });
    const { records } = await readWhole(path);
    rmSync(path);
    return records.slice(1).flatMap(valuesIn);
  };

  const valuesIn = (part: unknown): unknown[] =>
    typeof part === 'object' && part !== null
      ? Object.entries(part).flatMap(([name, one]: [string, unknown]) =>
          ['value', 'to'].includes(name) && typeof one === 'string' ? [one] : valuesIn(one),
        )
      : [];

  test.each([
    ['plain', 'x'],
    ['escaped', '"'],
    ['beyond ASCII', 'ü'],
    ['surrogates', '🔑'],
  ])('is recorded as one and the same short text wherever it stands: %s', async (_what, character) => {
    const value = character.repeat(5000);
    const recorded = await writtenValues(value);
    expect(recorded).toHaveLength(5);
    expect(new Set(recorded).size).toBe(1);
    expect(String(recorded[0]).length).toBeLessThanOrEqual(128);
    expect(await writtenValues(`${value}!`)).not.toContain(recorded[0]);
  });

  test('begins at 129 characters', async () => {
    const longest = '"'.repeat(128);
    expect(new Set(await writtenValues(longest))).toEqual(new Set([longest]));
    expect(await writtenValues(`${longest}.`)).not.toContain(`${longest}.`);
  });
});

describe('reading what is not whole', () => {
  test('an unterminated last line is cut off, at its number', async () => {
    await written(1, 2);
    truncateSync(path, readFileSync(path).length - 3);
    const { records, cut } = await readWhole(path);
    expect(records).toHaveLength(3);
    expect(cut).toEqual({ line: 4 });
  });

  test('a journal without an end is cut off at its last line', async () => {
    await written(1, 2);
    const lines = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, `${lines.slice(0, 3).join('\n')}\n`);
    expect((await readWhole(path)).cut).toEqual({ line: 3 });
  });

  test('an empty journal proves nothing', async () => {
    writeFileSync(path, '');
    expect(await refusal()).toMatchObject({ exitCode: ExitCode.inconclusive });
  });

  test('nor does one that was cut off within its header', async () => {
    writeFileSync(path, '{"type":"jour');
    expect(await refusal()).toMatchObject({
      exitCode: ExitCode.inconclusive,
      message: expect.stringContaining('line 1'),
    });
  });

  test('a file that is not there is named', async () => {
    expect(await refusal()).toMatchObject({
      exitCode: ExitCode.usage,
      message: expect.stringContaining(path),
    });
  });
});

describe('refusing a whole line that is no record, by its number', () => {
  const hostile: (readonly [string, string | Buffer, RegExp])[] = [
    ['no JSON', 'hello', /line 3 is not JSON/],
    ['an empty line', '', /line 3 is not JSON/],
    ['an array', '[]', /line 3 is not a record/],
    ['null', 'null', /line 3 is not a record/],
    ['an unknown type', '{"type":"gossip","t":1}', /line 3 is not a record: type/],
    ['a field too many', '{"type":"phase","t":1,"name":"x","more":1}', /line 3 is not a record.*more/],
    ['a prototype', '{"type":"phase","t":1,"name":"x","__proto__":{"t":2}}', /line 3 is not a record/],
    ['a time that is no number', '{"type":"phase","t":"1","name":"x"}', /line 3 is not a record: t/],
    ['a time beyond all numbers', '{"type":"phase","t":1e999,"name":"x"}', /line 3 is not a record: t/],
    ['a revision below zero', '{"type":"ok","t":1,"op":"1.1","response":{"put":{"revision":-1}}}', /line 3/],
    [
      'a lease that is no id',
      '{"type":"invoke","t":1,"op":"1.1","request":{"revoke":{"lease":"x"}}}',
      /line 3/,
    ],
    ['a put of a key alone', '{"invoke":"1.1","t":1,"put":["k"]}', /line 3 is not a record/],
    ['a put of too much', '{"invoke":"1.1","t":1,"put":["k","v","7","more"]}', /line 3 is not a record/],
    ['an answer beyond all numbers', '{"ok":"1.1","t":1,"put":1e999}', /line 3 is not a record/],
    [
      'two calls in one',
      '{"invoke":"1.1","t":1,"put":["k","v"],"range":{"key":"k"}}',
      /line 3 is not a record/,
    ],
    [
      'an operation without a number',
      '{"invoke":"x","t":1,"put":["k","v"]}',
      /line 3 is not a record: invoke/,
    ],
    ['deep nesting', '['.repeat(200_000), /line 3 is not JSON/],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), /line 3 is not UTF-8/],
    ['a second header', JSON.stringify(HEADER), /line 3: a second header/],
    [
      'another journal version',
      JSON.stringify({ ...HEADER, version: 3 }),
      /line 3: journal version 3, and this program reads 1 and 2/,
    ],
  ];

  test.each(hostile)('%s', async (_what, line, words) => {
    writeFileSync(path, `${JSON.stringify(HEADER)}\n${JSON.stringify(sample(1))}\n`);
    appendFileSync(path, line);
    appendFileSync(path, '\n');
    const refused = await refusal();
    expect(refused.exitCode).toBe(ExitCode.usage);
    expect(refused.message).toMatch(words);
    expect(refused.message).toContain(path);
  });

  test('a header from before timers were recorded is of a cluster with the defaults of etcd', async () => {
    const { timers, ...older } = { ...HEADER, timers: { heartbeatMs: 500, electionMs: 2500 } };
    writeFileSync(path, `${JSON.stringify({ ...older, timers })}\n`);
    expect((await readWhole(path)).header.timers).toEqual(timers);
    writeFileSync(path, `${JSON.stringify(older)}\n`);
    expect((await readWhole(path)).header.timers).toEqual({ heartbeatMs: 100, electionMs: 1000 });
  });

  test('a first record that is no header', async () => {
    writeFileSync(path, `${JSON.stringify(sample(1))}\n`);
    expect((await refusal()).message).toMatch(/line 1: the first record of a journal is its header/);
  });

  test('a record after the end', async () => {
    await written(1);
    appendFileSync(path, `${JSON.stringify(sample(2))}\n`);
    expect((await refusal()).message).toMatch(/line 4: a record after the "end" record/);
  });

  test('lines across the boundaries of what is read at once', async () => {
    const long = 'x'.repeat(3_000_000);
    const writer = await JournalWriter.open(path, HEADER);
    writer.write({ type: 'phase', t: 1, name: long });
    writer.write(sample(2));
    await writer.close({ reason: 'finished' });
    const { records } = await readWhole(path);
    expect(records[1]).toEqual({ type: 'phase', t: 1, name: long });
    expect(records).toHaveLength(4);
  });
});
