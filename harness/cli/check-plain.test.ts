import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ExitCode } from '../errors/exit-code';
import { Result } from '../result/result';
import { runCommandLine } from './command-line';

let folder: string;
let stdout: string;
let said: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'etcd-assay-plain-'));
  [stdout, said] = ['', ''];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => (stdout += String(text)) !== '');
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => (said += String(text)) !== '');
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

type Line = readonly [process: number, type: string, f: string, value?: unknown, more?: object];

const store = (name: string, lines: readonly Line[], rest = ''): string => {
  const path = join(folder, name);
  const text = lines.map(([process, type, f, value, more]) =>
    JSON.stringify({ process, type, f, key: 'k', value, ...more }),
  );
  writeFileSync(path, text.map((line) => `${line}\n`).join('') + rest);
  return path;
};

const check = (...words: string[]): Promise<ExitCode> =>
  runCommandLine(['check', ...words, '--json'], new AbortController().signal);
const result = (): Result => Result.parse(JSON.parse(stdout));

const done = (process: number, f: string, value?: unknown): Line[] => [
  [process, 'invoke', f, value],
  [process, 'ok', f, value],
];
const good = [...done(1, 'write', 7), ...done(2, 'read', 7)];
const stale = [...done(1, 'write', 7), ...done(1, 'write', 8), ...done(3, 'read', 7)];

describe('check --model', () => {
  test('a history that an order explains passes', async () => {
    expect(await check(store('good', good), '--model', 'register')).toBe(ExitCode.pass);
    expect(result()).toMatchObject({ verdict: 'pass', seed: null, subject: null, load: { operations: 2 } });
    expect(result().criteria).toMatchObject([{ id: 'linearizable', claim: 'CONS-1', measured: 0 }]);
  });

  test('a stale read fails, and is told in words, with the lines that contradict each other', async () => {
    const out = join(folder, 'out');
    const path = store('stale', stale);
    expect(await check(path, '--model', 'cas-register', '--out', out)).toBe(ExitCode.fail);
    expect(result().findings).toEqual([
      {
        checker: 'linearizable',
        claim: 'CONS-1',
        message: 'client 3 read k=7, after client 1 wrote k=8 and was told so; nothing wrote 7 in between',
        operations: ['line 1', 'line 3', 'line 5'],
      },
    ]);
    expect(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'))).toEqual(result());
  });

  test.each([
    ['register', done(1, 'read', 9), 'client 1 read k=9; nothing wrote 9'],
    [
      'mutex',
      [...done(1, 'acquire'), ...done(2, 'acquire')],
      'client 2 acquired k, after client 1 acquired k and was told so; nothing released it',
    ],
    [
      'kv-append',
      [...done(1, 'append', 'a'), ...done(2, 'append', 'b'), ...done(1, 'get', 'ba')],
      'client 1 read k=ba, after client 1 appended a to k and was told so; no order of the operations explains that',
    ],
    [
      'cas-register',
      [...done(1, 'write', 1), ...done(2, 'cas', [2, 3])],
      'client 2 changed k from 2 to 3; nothing wrote 2',
    ],
  ])('%s: %#', async (model, lines, message) => {
    expect(await check(store('bad', lines), '--model', model)).toBe(ExitCode.fail);
    expect(result().findings).toMatchObject([{ message }]);
  });

  test('what has no answer may have happened or not; what failed has not', async () => {
    const lines = (type: string): Line[] => [
      [1, 'invoke', 'write', 7],
      [1, type, 'write', 7],
      ...done(2, 'read', 7),
    ];
    expect(await check(store('unknown', lines('info')), '--model', 'register')).toBe(ExitCode.pass);
    expect(await check(store('failed', lines('fail')), '--model', 'register')).toBe(ExitCode.fail);
  });

  test('a swap that was refused says that the value was another', async () => {
    const refused: Line[] = [
      ...done(1, 'write', 1),
      [2, 'invoke', 'cas', [1, 2]],
      [2, 'ok', 'cas', [1, 2], { swapped: false }],
    ];
    expect(await check(store('refused', refused), '--model', 'cas-register')).toBe(ExitCode.fail);
    expect(await check(store('other', refused.slice(2)), '--model', 'cas-register')).toBe(ExitCode.pass);
  });

  test('--initial is what each key holds at first', async () => {
    const path = store('initial', done(1, 'read', 5));
    expect(await check(path, '--model', 'register', '--initial', '5')).toBe(ExitCode.pass);
    stdout = '';
    expect(await check(path, '--model', 'register', '--initial', 'five')).toBe(ExitCode.fail);
    stdout = '';
    expect(await check(store('lock', done(1, 'release')), '--model', 'mutex', '--initial', 'held')).toBe(0);
  });

  test('of several the worst is the verdict, and findings name their file', async () => {
    const [one, two, empty] = [store('one', good), store('two', stale), store('empty', [])];
    expect(await check(one, empty, '--model', 'register')).toBe(ExitCode.inconclusive);
    stdout = '';
    expect(await check(one, two, empty, '--model', 'register')).toBe(ExitCode.fail);
    expect(result().findings[0]?.message).toContain(`${two}: client 3 read`);
    expect(result().criteria[0]?.evidence).toContain(`${empty}: it is empty`);
  });

  test('a history cut off is judged up to there', async () => {
    expect(await check(store('cut', good, '{"process":'), '--model', 'register')).toBe(ExitCode.inconclusive);
    expect(result().criteria[0]?.evidence).toContain('cut off at line 5');
    stdout = '';
    expect(await check(store('cut', stale, '{"process":'), '--model', 'register')).toBe(ExitCode.fail);
  });

  test.each([
    [[[1, 'invoke', 'erase']], ':1: "erase" is not as the model has it'],
    [[...good, [1, 'ok', 'read', 1]], ':5: process 1 has nothing to end'],
    [
      [
        [1, 'invoke', 'read'],
        [1, 'invoke', 'read'],
      ],
      ':2: process 1 invokes again',
    ],
    [
      [
        [1, 'invoke', 'read'],
        [1, 'ok', 'write', 1],
      ],
      ':2: ends another operation',
    ],
    [[...good, [1, 'maybe', 'read']], ':5: is no line of a plain history: type'],
    [done(1, 'write', { not: 'a value' }), ':1: "write" is not as the model has it'],
  ] as [Line[], string][])('an invalid line is refused by its number: %#', async (lines, message) => {
    const path = store('invalid', lines);
    expect(await check(path, '--model', 'register')).toBe(ExitCode.usage);
    expect(said).toContain(`${path}${message}`);
  });

  test.each([
    [['--model', 'queue'], 'no model "queue"'],
    [['--budget-time', '5s'], 'go with --model'],
    [['--model', 'mutex', '--initial', 'red'], '--initial "red" is nothing that a mutex can hold'],
    [['--model', 'mutex', '--budget-memory', 'much'], '--budget-memory must be a size'],
  ])('%j is refused', async (words, message) => {
    expect(await check(store('good', good), ...words)).toBe(ExitCode.usage);
    expect(said).toContain(message);
  });

  test('a search that runs out of memory is inconclusive, and says of what', async () => {
    // Many appends at once, none of which is ever read but for one that nobody made: every order has to be tried.
    const clients = Array.from({ length: 24 }, (_, i) => i);
    const lines: Line[] = [
      ...clients.map((i): Line => [i, 'invoke', 'append', `${i}.`]),
      [99, 'invoke', 'put', ''],
      ...clients.map((i): Line => [i, 'ok', 'append', `${i}.`]),
      [99, 'info', 'put', ''],
      ...done(50, 'get', 'nobody wrote that'),
    ];
    expect(await check(store('hard', lines), '--model', 'kv-append', '--budget-memory', '1MiB')).toBe(
      ExitCode.inconclusive,
    );
    expect(result().criteria[0]?.evidence).toBe('the search of "k" ran out of memory (--budget-memory)');
  });
});
