import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { packageRoot } from '../package/root';
import { expectOneObject } from './testing/expect-refusal';
import { Premises } from './testing/premises';
import { runCli } from './testing/run-cli';

let premises: Premises;
beforeEach(() => {
  premises = new Premises();
});
afterEach(() => {
  premises.remove();
});

test.each(['throw new Error("lost")', 'void Promise.reject(new Error("lost"))'])(
  '%s is the harness failing, and never a violated guarantee',
  async (fault) => {
    const preload = join(premises.root, 'preload.js');
    writeFileSync(preload, `setImmediate(() => { ${fault}; });`);
    const env = { ...premises.env, NODE_OPTIONS: `--require ${preload}` };
    const ran = await runCli(['gate', '--json'], { cwd: premises.cwd, env });
    expectOneObject(ran, { exitCode: 70, message: /^the harness itself failed: Error: lost$/ });
    expect(ran.stderr).toMatch(/^etcd-assay: the harness itself failed: Error: lost$/m);
  },
);

test('an installation without its dependencies says what to do', () => {
  const bare = join(premises.root, 'bare');
  mkdirSync(bare);
  for (const name of ['bin', 'dist', 'package.json']) {
    cpSync(join(packageRoot(), name), join(bare, name), { recursive: true });
  }
  const words = [join(bare, 'bin', 'etcd-assay.js'), 'gate', '--json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  expectOneObject(
    { code: status, signal: null, stdout, stderr },
    { exitCode: 3, message: /run "npm ci" in / },
  );
  expect(stderr).toMatch(/^etcd-assay: not installed whole: Cannot find module '[^\n]*\n$/);
});
