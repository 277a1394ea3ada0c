import { describe, expect, test } from '@jest/globals';
import { SaxesParser } from 'saxes';
import type { Result } from '../harness/result/result';
import { junitXml } from './junit';
import { failing, hostile, inconclusive, interrupted, passing } from './testing/sample-result';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Parses strictly: a document that is not well-formed throws. */
function elements(xml: string): Element[] {
  const found: Element[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => found.push({ name, attributes }));
  parser.write(xml).close();
  return found;
}

const named = (result: Result, name: string): Element[] =>
  elements(junitXml(result)).filter((element) => element.name === name);

describe('junit.xml', () => {
  test.each([
    ['passing', passing, { tests: '23', failures: '0', errors: '0', skipped: '1' }],
    ['failing', failing, { tests: '23', failures: '1', errors: '0', skipped: '1' }],
    ['inconclusive', inconclusive, { tests: '23', failures: '0', errors: '1', skipped: '1' }],
    ['interrupted', interrupted, { tests: '2', failures: '0', errors: '1', skipped: '1' }],
    ['hostile', hostile, { tests: '24', failures: '2', errors: '1', skipped: '1' }],
  ])('%s: the counts are those of its elements', (_, result, counts) => {
    const [suite] = named(result, 'testsuite');
    expect(suite?.attributes).toMatchObject(counts);
    expect(named(result, 'testcase')).toHaveLength(Number(counts.tests));
    expect(named(result, 'failure')).toHaveLength(Number(counts.failures));
    expect(named(result, 'error')).toHaveLength(Number(counts.errors));
    expect(named(result, 'skipped')).toHaveLength(Number(counts.skipped));
  });

  test('inconclusive and unjudged are errors that say so', () => {
    expect(named(inconclusive, 'error')[0]?.attributes['type']).toBe('inconclusive');
    expect(named(interrupted, 'error')[0]?.attributes['type']).toBe('unjudged');
  });

  test.each<[string, Result]>([
    ['killed after a passing judgement', { ...passing, interrupted: true, exitCode: 130 }],
    ['a pass without a criterion', { ...passing, criteria: [] }],
    ['a failure that no criterion carries', { ...passing, verdict: 'fail', exitCode: 1 }],
    ['the harness failed', { ...passing, exitCode: 70, error: 'out of memory' }],
  ])('%s is not green', (_, result) => expect(named(result, 'error')).toHaveLength(1));

  test('carries the stamps', () => {
    const values = named({ ...failing, sabotage: 'wal-tail' }, 'property').map(
      (one) => one.attributes['value'],
    );
    expect(values).toContain('SABOTAGED: wal-tail');
  });

  test('names the claim in the class name', () => {
    expect(named(failing, 'testcase')[1]?.attributes).toEqual({
      classname: 'etcd-assay.UPG-1',
      name: 'no-lost-writes: No acknowledged write is lost',
    });
  });
});
