/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';

const transform: Config['transform'] = {
  '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
};

/**
 * Tests of the harness itself sit beside the source. Those named `*.sandbox.test.ts` need the
 * private network of the sandbox; `npm run test:sandbox` runs them inside one. `*.docker.test.ts` need a container
 * engine: `npm run test:docker`.
 */
const kind =
  process.env['ETCD_ASSAY_SANDBOX'] !== undefined
    ? 'sandbox'
    : process.env['ETCD_ASSAY_TEST_RUNTIME'] === 'docker'
      ? 'docker'
      : undefined;

const config: Config = {
  testMatch: [kind === undefined ? '**/*.test.ts' : `**/*.${kind}.test.ts`],
  testPathIgnorePatterns: [
    '/node_modules/',
    '/dist/',
    ...(kind === undefined ? ['\\.(sandbox|docker)\\.test\\.ts$'] : []),
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform,
  testTimeout: 30_000,
};

export default config;
