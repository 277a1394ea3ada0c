import { expect, test } from '@jest/globals';
import type { RecordOf } from '../journal/record';
import { buildHistory } from './testing/build-history';
import { faultStories } from './fault-story';
import { membersOf } from './history';
import { JournalBuilder } from './testing/journal-builder';

const lives = (states: readonly RecordOf<'member'>['state'][]) => {
  const journal = new JournalBuilder().client(1, 'm1');
  for (const state of states) {
    journal.tell({ type: 'member', member: 'm4', state, version: '3.6.16' });
  }
  return buildHistory(journal.end());
};

test('a member that left for good is none of those that have to answer, one that came back is', () => {
  expect(membersOf(lives(['started', 'ready']))).toEqual(['m1', 'm4']);
  expect(membersOf(lives(['started', 'ready', 'ended', 'left']))).toEqual(['m1']);
  expect(membersOf(lives(['started', 'ready', 'ended', 'left', 'started']))).toEqual(['m1', 'm4']);
});

test('a fault is owed writes only where no other one takes the majority away while it lasts', () => {
  const journal = new JournalBuilder();
  const tell = (fault: number, state: RecordOf<'fault'>['state'], quorum: boolean) =>
    journal.tell({ type: 'fault', fault, name: 'isolate', target: 'm1', state, quorum });
  tell(1, 'inject', true);
  tell(2, 'inject', false);
  tell(1, 'heal', false);
  tell(2, 'heal', false);
  tell(3, 'inject', true);
  tell(3, 'heal', true);
  expect(faultStories(buildHistory(journal.end())).map(({ quorum }) => quorum)).toEqual([false, false, true]);
});
