import { expect, test } from '@jest/globals';
import { amount } from './amount';

test.each([
  [0, '0 members'],
  [1, '1 member'],
  [2001, '2,001 members'],
])('%p is "%s"', (count, words) => expect(amount(count, 'member')).toBe(words));

test('a plural of its own', () => {
  expect(amount(1, 'expiry', 'expiries')).toBe('1 expiry');
  expect(amount(2, 'expiry', 'expiries')).toBe('2 expiries');
});
