import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { answerTo, withKeyValue } from '../checkers/testing/select';
import { goodRun } from '../checkers/testing/good-run';
import { ExitCode } from '../errors/exit-code';
import type { JournalRecord } from '../journal/record';
import { Result } from '../result/result';
import { runCommandLine } from './command-line';
import { requireFreshBuild } from './testing/run-cli';

let folder: string;
let path: string;
let printed: string;
// The journal is judged in a thread, and threads run what is built.
beforeAll(requireFreshBuild);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'etcd-assay-check-'));
  path = join(folder, 'journal.jsonl');
  printed = '';
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
  }
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const store = (records: readonly JournalRecord[]): void =>
  writeFileSync(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));

const check = (...words: string[]): Promise<ExitCode> =>
  runCommandLine(['check', path, ...words], new AbortController().signal);

function lie(records: readonly JournalRecord[]): JournalRecord[] {
  return withKeyValue(records, answerTo(records, '"range":{"key":"traffic/1"}'), (kv) => [
    { ...kv, value: 'a lie' },
  ]);
}

describe('check', () => {
  test('a good journal passes, with every criterion in the table', async () => {
    const records = goodRun();
    store(records);
    expect(await check()).toBe(ExitCode.pass);
    for (const id of records[0]?.type === 'journal' ? records[0].criteria : ['a header']) {
      expect(printed).toContain(id);
    }
  });

  test('a lie fails, and the finding is told', async () => {
    store(lie(goodRun()));
    expect(await check()).toBe(ExitCode.fail);
    expect(printed).toContain('traffic/1=a lie');
  });

  test('--json prints one result, and --out keeps it', async () => {
    store(lie(goodRun()));
    const out = join(folder, 'out');
    const stdout: string[] = [];
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => stdout.push(String(text)) > 0);
    expect(await check('--json', '--out', out)).toBe(ExitCode.fail);
    const result = Result.parse(JSON.parse(stdout.join('')));
    expect(result).toMatchObject({ verdict: 'fail', exitCode: 1, interrupted: false, seed: 1 });
    expect(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'))).toEqual(result);
  });

  test('a journal cut off without findings is inconclusive, and its line is named', async () => {
    const records = goodRun().slice(0, 60);
    store(records);
    writeFileSync(path, `${readFileSync(path, 'utf8')}{"type":"inv`);
    expect(await check()).toBe(ExitCode.inconclusive);
    expect(printed).toContain('cut off at line 61');
  });

  test('a journal cut off after a lie fails', async () => {
    store(lie(goodRun()).slice(0, -20));
    expect(await check()).toBe(ExitCode.fail);
    expect(printed).toContain('cut off at line');
  });

  test('a folder that holds a journal stands for it; another says what to name', async () => {
    store(lie(goodRun()));
    const withDirectory = (given: string) => runCommandLine(['check', given], new AbortController().signal);
    expect(await withDirectory(folder)).toBe(ExitCode.fail);
    rmSync(path);
    expect(await withDirectory(folder)).toBe(ExitCode.usage);
    expect(printed).toContain(`${folder} is a folder without a journal.jsonl; name the journal of a run`);
  });

  test('an invalid line is refused by its number', async () => {
    store(goodRun());
    writeFileSync(path, readFileSync(path, 'utf8').replace('"type":"phase"', '"type":"phrase"'));
    expect(await check()).toBe(ExitCode.usage);
    expect(printed).toContain(`${path} line 2 is not a record`);
  });

  test('an empty journal is inconclusive', async () => {
    writeFileSync(path, '');
    expect(await check()).toBe(ExitCode.inconclusive);
    expect(printed).toContain('is empty');
  });

  test('a folder in use is refused', async () => {
    store(goodRun());
    expect(await check('--out', folder)).toBe(ExitCode.usage);
    expect(printed).toContain('is not empty');
  });
});
