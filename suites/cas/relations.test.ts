import { describe, expect, test } from '@jest/globals';
import { besides, RELATIONS } from './relations';

const kv = { key: 'k', value: 'v.2', create: 5, mod: 9, version: 3, lease: '7587862094546765064' };
const compare = { '=': (a: bigint, b: bigint) => a === b, '!=': (a: bigint, b: bigint) => a !== b };
const order = { '<': (a: bigint, b: bigint) => a < b, '>': (a: bigint, b: bigint) => a > b };

describe('relations', () => {
  test.each(RELATIONS)('$is beside $offset holds: $holds', ({ is, offset, holds }) => {
    const right = BigInt(besides('mod', kv, offset));
    expect({ ...compare, ...order }[is](BigInt(kv.mod), right)).toBe(holds);
  });

  test('every relation is tried both ways', () => {
    for (const is of ['=', '!=', '<', '>']) {
      expect(RELATIONS.filter((one) => one.is === is).map(({ holds }) => holds)).toEqual([true, false]);
    }
  });

  test('a lease id keeps all its digits', () => {
    expect(besides('lease', kv, 1)).toBe('7587862094546765065');
  });

  test('values around one are ordered as bytes', () => {
    expect(String(besides('value', kv, -1)) < kv.value).toBe(true);
    expect(String(besides('value', kv, 1)) > kv.value).toBe(true);
  });
});
