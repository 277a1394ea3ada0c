import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outcomeOf } from '../cli/testing/mutants/outcome';
import { mutantPlan } from '../cli/testing/mutants/plan';
import { testProgram } from '../cluster/testing/programs';
import { judgeRun } from '../gate/judge-run';
import { journalPath } from '../gate/paths';
import { runPlan } from '../gate/run-plan';
import type { JudgedResult } from '../result/result-of';
import { mutantNamed } from './catalogue';
import { HONEST } from './honest';
import type { Disguise, Mutant } from './mutant';

const VERSION = '3.6.16';
/** Each lies all the time that it runs, and one of each family is enough here: `npm run mutants` has them all. */
const QUICK = ['stale-content', 'wrong-count', 'lost-write', 'event-dropped', 'wrong-hash'];

describe('a member behind a proxy', () => {
  let out: string;
  beforeEach(async () => (out = await mkdtemp(join(tmpdir(), 'etcd-assay-test-'))));
  afterEach(() => rm(out, { recursive: true }));

  const judged = async (disguise: Disguise | Mutant): Promise<JudgedResult> => {
    const [from, toxiproxy] = [testProgram(`etcd-${VERSION}`), testProgram('toxiproxy')];
    const found = { programs: [], paths: { from, to: from, toxiproxy } };
    const plan = mutantPlan(disguise, VERSION, { seed: 1, out, found });
    await runPlan({ plan, tell: () => undefined, signal: new AbortController().signal });
    return judgeRun(journalPath(plan));
  };

  test.each(QUICK)(
    'that lies is found: %s',
    async (name) => {
      const mutant = mutantNamed(name);
      expect(outcomeOf(mutant, await judged(mutant), 0)).toMatchObject({ verdict: 'killed' });
    },
    120_000,
  );

  test('that tells the truth is not accused of anything', async () => {
    const { verdict, findings, criteria } = await judged({ ...HONEST, suites: [], longer: 0 });
    expect(findings).toEqual([]);
    expect(criteria.filter((one) => one.verdict !== 'pass')).toEqual([]);
    expect(verdict).toBe('pass');
  }, 120_000);
});
