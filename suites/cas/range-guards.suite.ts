import { expect } from '@jest/globals';
import type { BranchRequest, Compare } from '../../harness/journal/request';
import type { RecordingClient } from '../../harness/workload/recording-client';
import { answerTo } from '../answers';
import { assay } from '../assay';
import type { Trial } from '../trial';
import { RangeGuard } from './range-guard';

/** A range with two keys in it, seen at one revision by somebody who wants to act on what he saw. */
async function seenRange(trial: Trial) {
  const [mine, theirs] = [trial.client(trial.member(0)), trial.client(trial.member(1))];
  const range = new RangeGuard(mine, trial.key('range/'), trial.key('outcome'), () => trial.unique());
  for (const name of ['a', 'b']) {
    await put(theirs, range.key(name), trial.unique());
  }
  return { mine, theirs, range, seen: await range.revision() };
}

const put = async (client: RecordingClient, key: string, value: string): Promise<number> =>
  answerTo('put', await client.perform({ put: { key, value } })).revision;

const remove = async (client: RecordingClient, key: string): Promise<void> => {
  expect(answerTo('delete', await client.perform({ delete: { key } })).deleted).toBe(1);
};

assay('CAS-2', 'a guard on a range holds while nothing in it has changed', async (trial) => {
  const { range, seen } = await seenRange(trial);
  expect(await range.act(range.unchangedSince(seen))).toBe('done');
  // Its own act was outside of the range, so the same guard holds again.
  expect(await range.act(range.unchangedSince(seen))).toBe('done');
});

assay('CAS-2', 'a change of any one key in the range stops it', async (trial) => {
  const { theirs, range, seen } = await seenRange(trial);
  const changed = await put(theirs, range.key('b'), trial.unique());
  expect(await range.act(range.unchangedSince(seen))).toBe('stopped');
  expect(await range.act(range.unchangedSince(changed - 1))).toBe('stopped');
  expect(await range.act(range.unchangedSince(changed))).toBe('done');
});

assay('CAS-2', 'a new key in the range stops it, at either end and between', async (trial) => {
  const { mine, theirs, range, seen } = await seenRange(trial);
  for (const name of ['', 'ab', '~']) {
    const created = await put(theirs, range.key(name), trial.unique());
    expect({ name, is: await range.act(range.unchangedSince(seen)) }).toEqual({ name, is: 'stopped' });
    expect(await range.act(range.unchangedSince(created))).toBe('done');
    await remove(mine, range.key(name));
  }
});

assay('CAS-2', 'it is blind to a deletion, of one key and of all', async (trial) => {
  const { theirs, range, seen } = await seenRange(trial);
  await remove(theirs, range.key('a'));
  expect(await range.act(range.unchangedSince(seen))).toBe('done');
  await remove(theirs, range.key('b'));
  expect(await range.act(range.unchangedSince(seen))).toBe('done');
});

assay('CAS-2', 'changes right outside of the range leave it alone', async (trial) => {
  const { theirs, range, seen } = await seenRange(trial);
  for (const key of [range.justBefore, range.end, `${range.end}/`]) {
    await put(theirs, key, trial.unique());
    expect({ key, is: await range.act(range.unchangedSince(seen)) }).toEqual({ key, is: 'done' });
    await remove(theirs, key);
    expect({ key, is: await range.act(range.unchangedSince(seen)) }).toEqual({ key, is: 'done' });
  }
});

assay('CAS-2', 'an empty range compares as zero, and fails every guard on a value', async (trial) => {
  const client = trial.client(trial.member(0));
  const range = new RangeGuard(client, trial.key('empty/'), trial.key('outcome'), () => trial.unique());
  for (const target of ['version', 'create', 'mod', 'lease'] as const) {
    const zero = target === 'lease' ? '0' : 0;
    const one = target === 'lease' ? '1' : 1;
    const outcomes = [
      await range.act([range.guard(target, '=', zero)]),
      await range.act([range.guard(target, '<', one)]),
      await range.act([range.guard(target, '!=', zero)]),
      await range.act([range.guard(target, '>', zero)]),
    ];
    expect({ target, outcomes }).toEqual({ target, outcomes: ['done', 'done', 'stopped', 'stopped'] });
  }
  for (const is of ['=', '!=', '<', '>'] as const) {
    expect({ is, outcome: await range.act([range.guard('value', is, '')]) }).toEqual({
      ...{ is, outcome: 'stopped' },
    });
    expect(await range.act([range.guard('value', is, 'x')])).toBe('stopped');
  }
});

assay('CAS-2', 'a generation key that each deletion changes too makes deletions seen', async (trial) => {
  const { theirs, range } = await seenRange(trial);
  const generation = trial.key('generation');
  await put(theirs, generation, trial.unique());
  const seen = await range.revision();
  const unchanged = (since: number): Compare[] => [
    ...range.unchangedSince(since),
    { key: generation, target: 'mod', is: '<', to: since + 1 },
  ];
  expect(await range.act(unchanged(seen))).toBe('done');
  const both: BranchRequest[] = [
    { delete: { key: range.key('a') } },
    { put: { key: generation, value: trial.unique() } },
  ];
  const deleted = answerTo('txn', await theirs.perform({ txn: { if: [], then: both, else: [] } }));
  expect(deleted.responses[0]).toEqual({ delete: { deleted: 1 } });
  // The range alone does not tell; the generation does.
  expect(await range.act(range.unchangedSince(seen))).toBe('done');
  expect(await range.act(unchanged(seen))).toBe('stopped');
  expect(await range.act(unchanged(deleted.revision))).toBe('done');
});
