import { expect, test } from '@jest/globals';
import { HeardLines } from './heard-lines';

function heardOf(pieces: readonly Buffer[]): { told: unknown[]; count: number } {
  const told: unknown[] = [];
  const lines = new HeardLines((line) => told.push(line));
  pieces.forEach((piece) => lines.add(piece));
  return { told, count: lines.count };
}

test('lines are told whole, wherever they are cut, even within a letter', () => {
  const bytes = Buffer.from('{"a":"ü"}\n{"b":2}\n');
  for (let at = 0; at <= bytes.length; at += 1) {
    const { told, count } = heardOf([bytes.subarray(0, at), bytes.subarray(at)]);
    expect(told).toEqual([{ a: 'ü' }, { b: 2 }]);
    expect(count).toBe(2);
  }
});

test('half of a line is not told, and an empty one is none', () => {
  expect(heardOf([Buffer.from('{"a":1}\n\n{"b"')]).told).toEqual([{ a: 1 }]);
});
