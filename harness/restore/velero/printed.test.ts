import { describe, expect, test } from '@jest/globals';
import { definitionsIn } from './custom-resources';
import { outcomeOf, phaseOf } from './outcome';
import { complaintsIn } from './results';

describe('what Velero prints of its kinds', () => {
  const definition = (name: string): string =>
    `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: ${name}\n`;

  test.each([
    [
      'as documents',
      `${definition('a')}---\n${definition('b')}---\nkind: Namespace\napiVersion: v1\nmetadata: {name: n}\n`,
    ],
    [
      'as a list',
      `apiVersion: v1\nkind: List\nitems:\n${['a', 'b'].map((name) => `- ${definition(name).trimEnd().replaceAll('\n', '\n  ')}\n`).join('')}`,
    ],
  ])('%s', (_, printed) => {
    expect(definitionsIn(printed).map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
  });

  test('that is no definition is none', () => {
    expect(definitionsIn('An error occurred: no\n')).toEqual([]);
  });
});

describe('how a backup ended', () => {
  test('is not told before it has', () => {
    expect(outcomeOf('x', {}, 1)).toBeUndefined();
    expect(outcomeOf('x', { status: { phase: 'Finalizing' } }, 1)).toBeUndefined();
    expect(phaseOf({})).toBe('New');
  });

  test('is told with its reasons', () => {
    const status = { phase: 'FailedValidation', errors: 2, validationErrors: ['a'], failureReason: 'b' };
    expect(outcomeOf('x', { status }, 5)).toEqual({
      ...{ name: 'x', phase: 'FailedValidation', warnings: 0, errors: 2, reasons: ['a', 'b'], tookMs: 5 },
    });
  });
});

test('complaints say what they are about', () => {
  const results = {
    errors: { cluster: ['no CRD'], namespaces: { shop: ['no pod'] } },
    warnings: { velero: ['late'], namespaces: null },
  };
  expect(complaintsIn(JSON.stringify(results))).toEqual({
    errors: ['cluster: no CRD', 'shop: no pod'],
    warnings: ['velero: late'],
  });
});
