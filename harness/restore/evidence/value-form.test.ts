import { expect, test } from '@jest/globals';
import { formOf } from './value-form';

test.each([
  ['k8s\0\n\x0f\n\x02v1', 'protobuf'],
  ['{"kind":"Widget"}\n', 'JSON'],
  ['kind: Widget\nspec:\n  size: 1\n', 'YAML'],
  ['one word', 'other'],
  ['', 'other'],
  ['a: b: c', 'other'],
])('%j is %s', (value, form) => {
  expect(formOf(Buffer.from(value, 'latin1'))).toBe(form);
});
