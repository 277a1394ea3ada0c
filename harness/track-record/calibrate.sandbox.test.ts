import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testProgram } from '../cluster/testing/programs';
import { judgeRun } from '../gate/judge-run';
import { journalPath } from '../gate/paths';
import { runPlan } from '../gate/run-plan';
import { scenarioNamed } from '../scenarios/catalogue';
import { planOf } from './run-scenario';

let out: string;
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'etcd-assay-test-'));
});
afterEach(() => rm(out, { recursive: true }));

/** Acts a scenario out as the inner process does, and judges it from its journal. */
async function judged(id: string, release: 'affected' | 'fixed') {
  const scenario = scenarioNamed(id);
  const version = scenario.versions[release] ?? '';
  const etcd = testProgram(`etcd-${version}`);
  const paths = { from: etcd, to: etcd, toxiproxy: testProgram('toxiproxy') };
  const { signal } = new AbortController();
  const plan = planOf({
    scenario,
    version,
    seed: 1,
    runtime: 'sandbox',
    found: { programs: [], paths },
    out,
    signal,
  });
  await runPlan({ plan, tell: () => undefined, signal });
  const { verdict, findings, error } = await judgeRun(journalPath(plan));
  return { verdict, checker: findings[0]?.checker, error };
}

test.each([
  ['18089', 'affected', { verdict: 'fail', checker: 'watch-no-gap' }],
  ['18089', 'fixed', { verdict: 'pass' }],
  ['19179', 'affected', { verdict: 'fail', checker: 'watch-no-gap' }],
  ['19179', 'fixed', { verdict: 'pass' }],
] as const)('scenario %s on its %s release', async (id, release, expected) => {
  expect(await judged(id, release)).toMatchObject({ ...expected, error: null });
});
