import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { differencesOf } from './difference';

describe('the differences of two objects', () => {
  test('are named by field, and by what became of it', () => {
    const before = {
      metadata: { uid: '1', labels: { 'a.b/c': 'x' } },
      spec: { ports: [{ port: 80 }, { port: 81 }] },
    };
    const after = { metadata: { uid: '2', labels: {} }, spec: { ports: [{ port: 80, nodePort: 1 }] } };
    expect(differencesOf(before, after)).toEqual([
      { field: 'metadata.labels', became: 'added', after: '{}' },
      { field: "metadata.labels.'a.b/c'", became: 'lost', before: '"x"' },
      { field: 'metadata.uid', became: 'changed', before: '"1"', after: '"2"' },
      { field: 'spec.ports[0].nodePort', became: 'added', after: '1' },
      { field: 'spec.ports[1].port', became: 'lost', before: '81' },
    ]);
  });

  test('tell a string from a number, and null from nothing', () => {
    expect(differencesOf({ a: '1', b: null }, { a: 1 })).toEqual([
      { field: 'a', became: 'changed', before: '"1"', after: '1' },
      { field: 'b', became: 'lost', before: 'null' },
    ]);
  });

  test('are none exactly where the objects are equal', () => {
    const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(differencesOf(a, a)).toEqual([]);
        const equal = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
        expect(differencesOf(a, b).length === 0).toBe(equal);
      }),
    );
  });

  test('the other way round are the same fields, with lost and added swapped', () => {
    const json = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.jsonValue({ maxDepth: 2 }));
    const swap = { lost: 'added', added: 'lost', changed: 'changed' } as const;
    fc.assert(
      fc.property(json, json, (a, b) => {
        const there = differencesOf(a, b).map(({ field, became }) => [field, swap[became]]);
        expect(differencesOf(b, a).map(({ field, became }) => [field, became])).toEqual(there);
      }),
    );
  });
});

/** With the names of objects in order, which JSON gives no meaning to. */
const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, part]) => [name, sorted(part)]),
        )
      : value;
