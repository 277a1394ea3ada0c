import { expect, test } from '@jest/globals';
import { measuredBy } from './testing/measured';
import { TOKEN_ROWS } from './token-rows';

const YES = { accepted: true };
const NO = { accepted: false, words: 'invalid signature' };

test.each([
  ['the same, and all accepted', { secret: 'same', kept: YES, issued: YES }, '='],
  ['new, and none accepted', { secret: 'new', kept: NO, issued: NO }, 'new, old invalid'],
  ['new, and all accepted', { secret: 'new', kept: YES, issued: YES }, 'new, old valid'],
  ['the same, and one refused', { secret: 'same', kept: YES, issued: NO }, '=, one old valid'],
  ['gone', { secret: 'none', kept: NO, issued: NO }, '∅, old invalid'],
] as const)('a token that is %s', (_, tokens, said) => {
  expect(measuredBy(TOKEN_ROWS, 26, { tokens }).measured).toBe(said);
});

test('the server says why it refused', () => {
  const { evidence } = measuredBy(TOKEN_ROWS, 26, { tokens: { secret: 'new', kept: NO, issued: YES } });
  expect(evidence).toBe(
    "the Secret's token new; the one that it held before refused (invalid signature); one issued before accepted",
  );
});
