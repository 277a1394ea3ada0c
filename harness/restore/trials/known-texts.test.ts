import { expect, test } from '@jest/globals';
import { TEXTS } from '../state/sealed';
import { searchTexts } from './known-texts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

test('texts are found as they are, and in base64', () => {
  const bytes = Buffer.from(`\0${TEXTS.open}\0{"data":{"text":"${base64(TEXTS.secret)}"}}`);
  expect(searchTexts(bytes, 'bucket')).toEqual({
    ...{ where: 'bucket', bytes: bytes.length, open: true, found: ['Secret'], marks: [] },
  });
});

test('what is encrypted shows its mark alone', () => {
  const bytes = Buffer.from('k8s:enc:secretbox:v1:first:\u0001\u0002');
  expect(searchTexts(bytes, 'snapshot')).toMatchObject({
    ...{ open: false, found: [], marks: ['k8s:enc:secretbox:v1:'] },
  });
});
