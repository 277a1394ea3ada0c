import { expect, test } from '@jest/globals';
import { storedObject } from './kubernetes-objects';

const stored = (value: Buffer | string) => storedObject({ value: Buffer.from(value) });
/** runtime.Unknown { typeMeta { apiVersion "v1", kind "Pod" } } */
const POD = Buffer.concat([Buffer.from('k8s\0'), Buffer.from('0a09' + '0a027631' + '1203506f64', 'hex')]);

test.each<[string, Buffer | string, ReturnType<typeof stored>]>([
  ['protobuf', POD, { form: 'protobuf', kind: 'v1 Pod' }],
  ['JSON', '{"apiVersion":"a/v1","kind":"Zot"}', { form: 'json', kind: 'a/v1 Zot' }],
  ['what was encrypted at rest', 'k8s:enc:aescbc:v1:key:x', { form: 'encrypted', kind: '' }],
  ['anything else', 'hello', { form: 'other', kind: '' }],
])('%s is known by how it begins', (_, value, expected) => {
  expect(stored(value)).toEqual(expected);
});

test.each([
  ['protobuf that is cut off', POD.subarray(0, -2), /cut off/],
  ['JSON that is cut off', '{"apiVersion":', /JSON/],
  ['JSON of no kind', '{}', /without apiVersion and kind/],
])('%s has a flaw', (_, value, flaw) => {
  expect(stored(value).flaw).toMatch(flaw);
});
