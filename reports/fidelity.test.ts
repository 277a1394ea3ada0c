import { expect, test } from '@jest/globals';
import { summaryMarkdown } from './summary-markdown';
import { passing } from './testing/sample-result';

test('a summary has the matrix, with what was expected where that is something else', () => {
  const cell = { measured: '≠', expected: null, evidence: 'e' };
  const matrix = [{ row: 2, title: 'uid', cells: { S: { ...cell, expected: '=' }, Vl: cell } }];
  const text = summaryMarkdown({ ...passing, matrix });
  expect(text).toContain('## What came back');
  expect(text).toContain('| 2 | uid | ≠ (expected =) |  |  | ≠ |');
  expect(summaryMarkdown(passing)).not.toContain('## What came back');
});
