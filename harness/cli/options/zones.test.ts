import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { roundTrip } from '../../topology/zones';
import { readZones } from './zones';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'etcd-assay-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (text: string) => {
  const file = join(folder, 'zones.yaml');
  writeFileSync(file, text);
  return readZones(file);
};

describe('zones', () => {
  test('have profiles', () => {
    expect(readZones('metro').zones.zones).toEqual(['site-1', 'site-2', 'witness']);
    expect(() => readZones('moon')).toThrow('no profile "moon"; there are single-zone, region');
  });

  test('are read from a file of round trips, with who is where', () => {
    const { zones, placement } = read(
      'zones: [a, b]\nrtt: [[0, 7], [7, 0]]\nmembers: { m1: a, m2: b, m3: b }\n',
    );
    expect(roundTrip(zones, 'a', 'b')).toBe(7);
    expect(placement).toEqual(['a', 'b', 'b']);
  });

  test('may be further apart one way than the other', () => {
    const { zones } = read('{"zones": ["a", "b"], "oneWay": [[0, 30], [5, 0]]}');
    expect(zones.oneWay).toEqual([
      [0, 30],
      [5, 0],
    ]);
  });

  test.each([
    ['no square', 'zones: [a, b]\nrtt: [[0, 1]]', 'rtt must have 2 rows of 2'],
    ['a hole', 'zones: [a, b]\nrtt: [[0, 1], [1]]', 'rtt must have 2 rows of 2'],
    ['an empty hole', 'zones: [a, b]\nrtt: [[0, null], [1, 0]]', 'whole milliseconds'],
    ['a second document', 'zones: [a, b]\nrtt: [[0, 1], [1, 0]]\n---\nzones: [c]', 'multiple documents'],
    ['a negative delay', 'zones: [a, b]\nrtt: [[0, -1], [-1, 0]]', 'must not be negative'],
    ['no number', 'zones: [a, b]\nrtt: [[0, .nan], [1, 0]]', 'rtt.0.1'],
    ['a distance to itself', 'zones: [a, b]\nrtt: [[1, 1], [1, 0]]', 'must have 0 from a to itself'],
    ['two lengths of one round trip', 'zones: [a, b]\nrtt: [[0, 1], [2, 0]]', 'differs between the two ways'],
    ['both matrices', 'zones: [a]\nrtt: [[0]]\noneWay: [[0]]', 'and not both'],
    ['neither', 'zones: [a]', 'or oneWay is needed'],
    ['a zone twice', 'zones: [a, a]\nrtt: [[0, 1], [1, 0]]', 'names a zone twice'],
    ['an unknown node', 'zones: [a]\nrtt: [[0]]\nmembers: { x1: a }', 'has "x1"'],
    ['an unknown zone', 'zones: [a]\nrtt: [[0]]\nmembers: { m1: b }', 'which is none of zones'],
    ['a missing member', 'zones: [a]\nrtt: [[0]]\nmembers: { m1: a, m3: a, m4: a }', 'members must be m1'],
    ['an unknown field', 'zones: [a]\nrtt: [[0]]\nspeed: 3', 'Unrecognized key'],
    ['no YAML', 'zones: [a\n', 'zones.yaml: '],
    ['aliases', 'zones: &z [a]\nrtt: [[0]]\nmembers: *z', 'write it out'],
    ['nothing', '', 'zones.yaml: '],
  ])('are refused with %s', (_, text, words) => {
    expect(() => read(text)).toThrow(words);
  });

  test('are refused where the file cannot be read', () => {
    expect(() => readZones(join(folder, 'none.yaml'))).toThrow('cannot be read');
    expect(() => readZones(`${folder}/`)).toThrow('is not a file');
  });
});
