import { expect, test } from '@jest/globals';
import { refusalOf, toldBy } from './refused';

test("a refusal has the server's words, where it has any", () => {
  expect(refusalOf({ code: 409, body: { message: 'it changed' } })).toBe('HTTP 409: it changed');
  expect(refusalOf({ code: 503, body: 'starting' })).toBe('HTTP 503: "starting"');
});

test('what was done needs no words', () => {
  expect(toldBy({ code: 201, body: { message: 'an object may have one' } })).toEqual({ code: 201 });
  expect(toldBy({ code: 409, body: { message: 'it changed' } })).toEqual({ code: 409, words: 'it changed' });
});
