import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { encryptionWithNewKeys } from './encryption';

interface Configuration {
  readonly resources: readonly {
    readonly resources: readonly string[];
    readonly providers: readonly [Record<string, { keys: [{ secret: string }] }>, object];
  }[];
}

const configurationOf = (): Configuration =>
  parse(encryptionWithNewKeys({ secrets: 'secretbox', configmaps: 'aescbc' })) as Configuration;

const keysOf = ({ resources }: Configuration): string[] =>
  resources.flatMap(({ providers: [first] }) => Object.values(first).map(({ keys: [{ secret }] }) => secret));

test('each kind is encrypted by its own provider, and what is in the clear can be read', () => {
  const { resources } = configurationOf();
  expect(resources.map(({ resources: [kind], providers: [first] }) => [kind, ...Object.keys(first)])).toEqual(
    [
      ['secrets', 'secretbox'],
      ['configmaps', 'aescbc'],
    ],
  );
  for (const { providers } of resources) {
    expect(providers[1]).toEqual({ identity: {} });
  }
});

test('keys are of 256 bits, and nobody has them twice', () => {
  const keys = [...keysOf(configurationOf()), ...keysOf(configurationOf())];
  expect(new Set(keys).size).toBe(4);
  expect(keys.map((key) => Buffer.from(key, 'base64').length)).toEqual([32, 32, 32, 32]);
});
