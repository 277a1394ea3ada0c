import { expect, test } from '@jest/globals';
import { NAMESPACE_ROWS, WRITTEN } from './namespace-rows';
import { NOT_MEASURED } from './row';
import { measuredIn, object } from './testing/measured';

const namespace = (written?: string) =>
  object(
    'v1',
    'Namespace',
    'annex',
    {},
    {
      namespace: undefined,
      labels: written === undefined ? {} : { [WRITTEN]: written },
    },
  );

test.each([
  ['what the backup says', [namespace('by-the-backup')], '='],
  ['what they said before the restore', [namespace('since')], 'kept'],
  ['nothing', [namespace()], '∅'],
  ['nothing, since it is gone', [], '∅'],
])('labels say %s', (_, after, said) => {
  expect(measuredIn(NAMESPACE_ROWS, 37, [namespace('by-the-backup')], after).measured).toBe(said);
});

test('a namespace without the label is not looked at', () => {
  expect(measuredIn(NAMESPACE_ROWS, 37, [namespace()], [namespace()]).measured).toBe(NOT_MEASURED);
});
