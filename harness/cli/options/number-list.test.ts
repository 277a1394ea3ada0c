import { describe, expect, test } from '@jest/globals';
import { numberList } from './number-list';

const read = (text: string): number[] => numberList('rtt', text, { least: 0, most: 5000 });

describe('a list of numbers', () => {
  test('is read', () => {
    expect(read('0,1, 5,400')).toEqual([0, 1, 5, 400]);
    expect(read('7')).toEqual([7]);
  });

  test.each(['', ',', '1,', '-1', 'NaN', '1e3', '0x10', '1.5', '5001', '1;2', '99999999999999999999'])(
    'is not "%s"',
    (text) => {
      expect(() => read(text)).toThrow('--rtt must be whole numbers from 0 to 5000');
    },
  );

  test.each([
    ['5,1', '1 comes after 5'],
    ['1,1', '1 comes after 1'],
  ])('is in order: "%s"', (text, words) => {
    expect(() => read(text)).toThrow(words);
  });

  test('has an end', () => {
    expect(() => read(Array.from({ length: 41 }, (_, index) => index).join(','))).toThrow('40 are the most');
  });
});
