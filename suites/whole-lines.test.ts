import { describe, expect, test } from '@jest/globals';
import { WholeLines } from './whole-lines';

describe('WholeLines', () => {
  test('joins what came in pieces', () => {
    const lines = new WholeLines();
    expect(lines.take('{"a"')).toEqual([]);
    expect(lines.take(':1}\n{"b":2}\n{"c"')).toEqual(['{"a":1}', '{"b":2}']);
    expect(lines.take(':3}\n')).toEqual(['{"c":3}']);
  });

  test('drops the half line of a process that was killed in the middle of it', () => {
    const lines = new WholeLines();
    expect(lines.take('{"a":1}\n{"b":')).toEqual(['{"a":1}']);
  });
});
