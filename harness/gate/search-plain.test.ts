import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { SearchOutcome } from '../checkers/search/search';
import { readPlainJournal } from '../journal/plain-reader';
import { plainJudge } from './plain-judge';
import { searchApart } from './search-apart';
import { searchPlain } from './search-plain';

const QUESTION = { model: 'register', initial: undefined, maxBytes: 1 << 28 } as const;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'etcd-assay-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A history of three keys, each written and read; of the last one, this is read. */
function historyOf(read: number): string {
  const path = join(folder, 'history.jsonl');
  const lines = ['a', 'b', 'c'].flatMap((key) => [
    { process: 1, type: 'invoke', f: 'write', key, value: 1 },
    { process: 1, type: 'ok', f: 'write', key, value: 1 },
    { process: 2, type: 'invoke', f: 'read', key },
    { process: 2, type: 'ok', f: 'read', key, value: key === 'c' ? read : 1 },
  ]);
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return path;
}

const here = async (path: string): Promise<SearchOutcome> => {
  const journal = await readPlainJournal(path);
  const plain = plainJudge(QUESTION.model, QUESTION.initial)(journal);
  return searchPlain({ journal, plain }, QUESTION, performance.now() + 60_000);
};

const inThreads = async (path: string): Promise<SearchOutcome> => {
  const journal = await readPlainJournal(path);
  return searchApart({ ...QUESTION, journal, keys: ['a', 'b', 'c'], seconds: 60 }, new Map([['a', 4]]));
};

test.each([
  ['at once', here],
  ['in threads', inThreads],
])('%s: what an order explains is linearizable, and a wrong read is found', async (_how, searched) => {
  const good = await searched(historyOf(1));
  expect(good.verdict === 'linearizable' && [...good.orders.keys()].sort()).toEqual(['a', 'b', 'c']);
  expect(await searched(historyOf(7))).toEqual({
    ...{ verdict: 'not linearizable', open: [] },
    dead: [{ key: 'c', stuck: 'line 11' }],
  });
});

test('a key that no thread knows of is not taken for searched', async () => {
  const journal = await readPlainJournal(historyOf(1));
  const question = { ...QUESTION, journal, keys: ['a', 'other'], seconds: 60 };
  await expect(searchApart(question, new Map())).rejects.toThrow('everything but "other"');
});
