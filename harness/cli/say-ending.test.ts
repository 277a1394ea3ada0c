import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { failing, interrupted, passing } from '../../reports/testing/sample-result';
import type { Result } from '../result/result';
import { sayEnding } from './say-ending';
import { Terminal } from './terminal';
import { FakeStream } from './testing/fake-stream';

const unfit: Result = { ...interrupted, interrupted: false, exitCode: 3, error: 'no quorum in 30 s' };

let complaints: string[];
beforeEach(() => {
  complaints = [];
  jest.spyOn(Terminal.prototype, 'complain').mockImplementation((message) => void complaints.push(message));
});
afterEach(() => {
  jest.restoreAllMocks();
});

function said(
  result: Result,
  { tty = false, json = false, out }: { tty?: boolean; json?: boolean; out?: string },
) {
  const stream = new FakeStream(tty);
  sayEnding(new Terminal(json, stream), result, out === undefined ? undefined : { out, data: undefined });
  return stream.text;
}

describe('what went wrong', () => {
  test.each([
    ['a person at a terminal', { tty: true, out: 'out' }],
    ['whoever reads the lines on stderr', { json: true, out: 'out' }],
  ])('is said once to %s', (_, where) => {
    expect(said(unfit, where).match(/no quorum/g)).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  test('is on stderr too where stdout is a file or a pipe', () => {
    expect(said(unfit, { out: 'out' })).toContain('NOT JUDGED: no quorum in 30 s');
    expect(complaints).toEqual(['no quorum in 30 s']);
  });

  test('is on stderr alone where there are no results', () => {
    expect(said(unfit, { tty: true })).toBe('');
    expect(complaints).toEqual(['no quorum in 30 s']);
  });
});

test('a judged run shows its table, and complains of nothing', () => {
  expect(said(passing, { out: 'out' })).toMatch(/^\nclaim .*\n\nPASS: /s);
  expect(complaints).toEqual([]);
});

test('the folder is named as the user gave it', () => {
  expect(said(failing, { out: '/results/run' })).toContain('Evidence: /results/run/result.json');
  expect(said(failing, { out: 'run' })).toContain('Evidence: run/result.json');
});
