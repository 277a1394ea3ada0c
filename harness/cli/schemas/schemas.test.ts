import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import Ajv2020 from 'ajv/dist/2020';
import { failing, hostile, inconclusive, interrupted, passing } from '../../../reports/testing/sample-result';
import { packageRoot } from '../../package/root';
import { goodRun } from '../../checkers/testing/good-run';
import { lineOf } from '../../journal/line-of-record';
import { parseConfig } from '../options/config';
import { SCHEMAS } from './schemas';

/** What another tool's validator, fed with the committed file, says of a value as JSON. */
const valid = (path: string, value: unknown): boolean => validator(path)(value);

function validator(path: string): (value: unknown) => boolean {
  // Formats are left to zod: without a plug-in the validator knows none.
  const ajv = new Ajv2020({
    strict: true,
    // The last item of some is there only where there is something to say.
    strictTuples: false,
    validateFormats: false,
    allowUnionTypes: true,
  });
  const schema = JSON.parse(readFileSync(join(packageRoot(), path), 'utf8')) as object;
  const validate = ajv.compile(schema);
  return (value) => validate(JSON.parse(JSON.stringify(value)));
}

describe('exported JSON Schemas', () => {
  test.each(SCHEMAS)('$path is current (else: npm run schemas)', ({ path, content }) => {
    expect(readFileSync(join(packageRoot(), path), 'utf8') === content).toBe(true);
  });

  test('accept results of every kind, and nothing else', () => {
    const path = 'docs/result.schema.json';
    for (const result of [passing, failing, inconclusive, interrupted, hostile]) {
      expect(valid(path, result)).toBe(true);
    }
    expect(valid(path, { ...passing, verdict: 'green' })).toBe(false);
    expect(valid(path, { ...passing, score: 10 })).toBe(false);
    expect(valid(path, { ...passing, load: { ...passing.load, rate: NaN } })).toBe(false);
  });

  test('accept journal records, and nothing else', () => {
    const accepted = validator('docs/journal.schema.json');
    const records = goodRun();
    const lines = records.map((record): unknown => JSON.parse(lineOf(record)));
    // Version 1 of the format had every record in full.
    expect([...lines, ...records].filter((line) => !accepted(line))).toEqual([]);
    const invoke = { invoke: '1.2', t: 5, put: ['a', 'b'] };
    expect(accepted(invoke)).toBe(true);
    expect(accepted({ ...invoke, invoke: 'one' })).toBe(false);
    expect(accepted({ ...invoke, t: -1 })).toBe(false);
    expect(accepted({ ...invoke, put: ['a'] })).toBe(false);
    expect(accepted({ ...invoke, put: ['a', 'b', '7', 'c'] })).toBe(false);
    expect(accepted({ type: 'invoked' })).toBe(false);
  });

  test('accept what the configuration file accepts', () => {
    const path = 'docs/config.schema.json';
    const text =
      'from: "3.5"\nmembers: 3\nbudget: 10m\nthresholds: {upgrade-gap: 2}\nprograms: {etcd@3.6.16: ./etcd}';
    expect(valid(path, parseConfig('c.yaml', text))).toBe(true);
    expect(valid(path, {})).toBe(true);
    for (const wrong of [
      { members: 4 },
      { fro: '3.5' },
      { budget: '10' },
      { thresholds: { linearizable: 1 } },
    ]) {
      expect(valid(path, wrong)).toBe(false);
    }
  });
});
