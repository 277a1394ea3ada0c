import { expect } from '@jest/globals';
import type { Compare } from '../../harness/journal/request';
import { answerTo } from '../answers';
import { assay } from '../assay';
import { Unanswered } from '../unanswered';
import { read, readExisting } from './read';
import { besides, RELATIONS } from './relations';
import { swap, type Swapped } from './swap';

const TARGETS: readonly Compare['target'][] = ['mod', 'version', 'create', 'value', 'lease'];
/** Seconds; long enough that no key of an experiment expires while it lasts. */
const LEASE_TTL = 120;

const decided = (result: Swapped): Exclude<Swapped, { is: 'unknown' }> => {
  if (result.is === 'unknown') {
    throw new Unanswered('no answer to a guarded put');
  }
  return result;
};

// Each through another member: a guard has to be judged rightly wherever it is asked for.
for (const [turn, target] of TARGETS.entries()) {
  assay('CAS-3', `a guard on ${target} passes what holds and stops what does not`, async (trial) => {
    const [writer, reader] = [trial.client(trial.member(turn)), trial.client(trial.member(turn + 1))];
    const { lease } = answerTo('grant', await writer.perform({ grant: { ttl: LEASE_TTL } }));
    const key = trial.key('guarded');
    answerTo('put', await writer.perform({ put: { key, value: trial.unique(), lease } }));
    for (const { is, offset, holds } of RELATIONS) {
      const before = await readExisting(reader, key);
      const value = trial.unique();
      const guard: Compare = { key, target, is, to: besides(target, before, offset) };
      const result = decided(await swap(writer, guard, { key, value, lease }));
      const after = await readExisting(reader, key);
      expect({ guard, is: result.is }).toEqual({ guard, is: holds ? 'won' : 'conflict' });
      if (result.is === 'won') {
        expect(after).toEqual({ ...before, value, mod: result.mod, version: before.version + 1 });
      } else {
        expect(after).toEqual(before);
        expect(result.found).toEqual(before);
      }
    }
    answerTo('revoke', await writer.perform({ revoke: { lease } }));
  });
}

assay(
  'CAS-3',
  'a missing key has zero for every figure, and no value that a guard could meet',
  async (trial) => {
    const client = trial.client(trial.member(0));
    const key = trial.key('missing');
    const to = '0';
    const stopped: Compare[] = [
      { key, target: 'value', is: '=', to: '' },
      { key, target: 'value', is: '!=', to },
      { key, target: 'mod', is: '>', to: 0 },
    ];
    for (const guard of stopped) {
      const result = decided(await swap(client, guard, { key, value: trial.unique() }));
      expect({ guard, result }).toEqual({ guard, result: { is: 'conflict', found: undefined } });
    }
    for (const target of ['mod', 'version', 'create', 'lease'] as const) {
      const fresh = `${key}/${target}`;
      const guard: Compare = { key: fresh, target, is: '=', to: target === 'lease' ? to : 0 };
      const result = decided(await swap(client, guard, { key: fresh, value: trial.unique() }));
      expect({ guard, is: result.is }).toEqual({ guard, is: 'won' });
      if (target !== 'lease') {
        const again = decided(await swap(client, guard, { key: fresh, value: trial.unique() }));
        expect({ guard, is: again.is }).toEqual({ guard, is: 'conflict' });
      }
    }
    expect(await read(client, key)).toBeUndefined();
  },
);

assay('CAS-3', 'ABA: a guard on value is fooled, one on mod_revision is not', async (trial) => {
  const [mine, theirs] = [trial.client(trial.member(0)), trial.client(trial.member(1))];
  const key = trial.key('aba');
  const [a, b, late] = [trial.unique(), trial.unique(), trial.unique()];
  answerTo('put', await mine.perform({ put: { key, value: a } }));
  const seen = await readExisting(mine, key);
  for (const value of [b, a]) {
    answerTo('put', await theirs.perform({ put: { key, value } }));
  }
  const byMod = await swap(mine, { key, target: 'mod', is: '=', to: seen.mod }, { key, value: late });
  expect(decided(byMod)).toMatchObject({ is: 'conflict', found: { value: a, version: 3 } });
  const byValue = await swap(mine, { key, target: 'value', is: '=', to: seen.value }, { key, value: late });
  expect(decided(byValue).is).toBe('won');
  expect(await readExisting(theirs, key)).toMatchObject({ value: late, version: 4 });
});
