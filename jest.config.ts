/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';

const transform: Config['transform'] = {
  '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
};

/**
 * Tests of the harness itself sit beside the source. Those named `*.sandbox.test.ts` need the
 * private network of the sandbox; `npm run test:sandbox` runs them inside one.
 */
const inSandbox = process.env['ETCD_ASSAY_SANDBOX'] !== undefined;

const config: Config = {
  testMatch: [inSandbox ? '**/*.sandbox.test.ts' : '**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', ...(inSandbox ? [] : ['\\.sandbox\\.test\\.ts$'])],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform,
  testTimeout: 30_000,
};

export default config;
