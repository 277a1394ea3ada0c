import { describe, expect, test } from '@jest/globals';
import { NOT_MEASURED } from './row';
import { SAVING_ROWS } from './saving-rows';
import { measuredBy } from './testing/measured';
import type { SearchedTexts } from './trials';

const at = (count: number) => ({ count, revision: 400 + count });

describe('a pair', () => {
  test.each([
    ['is whole', at(7), at(7), '='],
    ['is whole in the middle of a round', at(8), at(7), '='],
    ['is torn by the second one being of later', at(7), at(9), 'can tear'],
    ['is torn by the second one being of earlier', at(9), at(7), 'can tear'],
    ['is gone in part', at(7), undefined, '∅'],
  ])('%s', (_, first, second, said) => {
    expect(measuredBy(SAVING_ROWS, 38, { pair: { first, second, rounds: 90 } }).measured).toBe(said);
  });

  test('says of which revisions it is', () => {
    const pair = { first: at(7), second: at(9), rounds: 90 };
    expect(measuredBy(SAVING_ROWS, 38, { pair }).evidence).toBe(
      'raised 90 times while it was saved; first 7, of revision 407; second 9, of revision 409',
    );
  });

  test('that was not raised proves nothing', () => {
    const pair = { first: at(0), second: at(0), rounds: 0 };
    expect(measuredBy(SAVING_ROWS, 38, { pair }).measured).toBe(NOT_MEASURED);
  });
});

describe('texts', () => {
  const texts = (more: Partial<SearchedTexts>) =>
    measuredBy(SAVING_ROWS, 39, {
      texts: { where: 'snapshot', bytes: 9, open: true, found: [], marks: ['k8s:enc:aescbc:v1:'], ...more },
    }).measured;

  test.each([
    ['are nowhere', {}, 'ciphertext'],
    ['are there', { found: ['Secret'] }, 'plain text'],
    ['are in the bucket', { where: 'bucket', found: ['Secret'], marks: [] }, 'plain text in the bucket'],
    ['are nowhere, and nothing is encrypted', { marks: [] }, 'neither text nor ciphertext'],
    ['were looked for by a search that finds nothing', { open: false }, NOT_MEASURED],
  ] as const)('%s', (_, more, said) => {
    expect(texts(more)).toBe(said);
  });
});
