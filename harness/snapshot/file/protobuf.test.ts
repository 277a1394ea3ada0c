import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DamagedFile } from './damaged-file';
import { Message } from './protobuf';

describe('a protobuf message', () => {
  test('gives its fields by number, and protobuf’s default for those that are not there', () => {
    // 1: 300, 2: "ab", 2: "c", as protobuf.dev encodes them.
    const message = Message.of(Buffer.from('08ac02' + '12026162' + '120163', 'hex'));
    expect(message.number(1)).toBe(300n);
    expect(message.text(2)).toBe('c');
    expect(message.all(2).map(String)).toEqual(['ab', 'c']);
    expect([message.number(3), message.text(3)]).toEqual([0n, '']);
  });

  test.each([
    ['a number that goes on past the end', '08ff'],
    ['a text that is cut off', '12056162'],
    ['a field of no kind', '0b'],
  ])('%s is damage', (_, hex) => {
    expect(() => Message.of(Buffer.from(hex, 'hex'))).toThrow(DamagedFile);
  });

  test('a text where a number should be is damage', () => {
    expect(() => Message.of(Buffer.from('120163', 'hex')).number(2)).toThrow(DamagedFile);
  });

  test('one field many thousand times is read in no time that anybody notices', () => {
    const times = 400_000;
    expect(Message.of(Buffer.from('0801'.repeat(times), 'hex')).number(1)).toBe(1n);
  });

  test('whatever the bytes are, it is read or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          Message.of(Buffer.from(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(DamagedFile);
        }
      }),
    );
  });
});
