import { expect, test } from '@jest/globals';
import { signed } from './signature';

const CREDENTIALS = {
  accessKey: 'AKIAIOSFODNN7EXAMPLE',
  secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const HOST = 'examplebucket.s3.amazonaws.com';

// The examples of Amazon's own reference.
test.each([
  [
    'of an object',
    { path: '/test.txt', headers: { range: 'bytes=0-9' } },
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  ],
  [
    'of a setting',
    { path: '/', query: { lifecycle: '' } },
    'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  ],
  [
    'of a listing',
    { path: '/', query: { prefix: 'J', 'max-keys': '2' } },
    '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  ],
])('a request %s is signed as Amazon signs it', (_, request, signature) => {
  const { headers } = signed(
    { method: 'GET', host: HOST, ...request },
    CREDENTIALS,
    new Date('2013-05-24T00:00:00.000Z'),
  );
  expect(headers['authorization']).toMatch(new RegExp(`Signature=${signature}$`));
});

test('what has a meaning in an address is encoded', () => {
  const { target } = signed(
    { method: 'GET', host: HOST, path: "/b/a (1)'+é.gz", query: { prefix: 'a/b*' } },
    CREDENTIALS,
    new Date(0),
  );
  expect(target).toBe('/b/a%20%281%29%27%2B%C3%A9.gz?prefix=a%2Fb%2A');
});
