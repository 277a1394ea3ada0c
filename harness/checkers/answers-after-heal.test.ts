import { expect, test } from '@jest/globals';
import type { RecordOf } from '../journal/record';
import { answersAfterHeal } from './answers-after-heal';
import { buildHistory } from './testing/build-history';
import { JournalBuilder } from './testing/journal-builder';

const SECOND = 1_000_000;

/** A fault whose heal begins, is over some seconds later, and lets a read be answered at that time. */
function healing(seconds: number): JournalBuilder {
  const run = new JournalBuilder().client(1);
  const fault = (state: RecordOf<'fault'>['state']) =>
    run.tell({ type: 'fault', fault: 1, name: 'isolate', target: 'm1', state, quorum: true });
  fault('inject');
  fault('proven');
  fault('heal');
  const asked = run.now;
  run.wait(seconds);
  run.operate(1, { range: { key: 'k' } }, { invoke: asked + 1, returned: run.now + 1 });
  fault('healed');
  return run;
}

test('a member is given no time that its heal waited for it', () => {
  const { worst, findings } = answersAfterHeal(buildHistory(healing(12).end()), 10);
  expect(worst?.seconds).toBeGreaterThanOrEqual(12 - 1 / SECOND);
  expect(findings).toHaveLength(1);
});

test('one that answers in time is within the bound', () => {
  expect(answersAfterHeal(buildHistory(healing(3).end()), 10).findings).toEqual([]);
});
