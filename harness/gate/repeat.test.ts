import { expect, test } from '@jest/globals';
import { repeatCommand, withSchedule } from './repeat';

test('a command is repeated with quotes where a shell needs them, and flags without a value by themselves', () => {
  expect(
    repeatCommand('gate', { from: '3.6.16', schedule: "it's here", overlap: [''], for: undefined }),
  ).toBe(String.raw`npx etcd-assay gate --from 3.6.16 --schedule 'it'\''s here' --overlap`);
});

test('another schedule takes the place of all that says which faults there are', () => {
  const command = repeatCommand('gate', {
    ...{ to: '3.6.16', faults: 'kill,freeze', schedule: "it's here", overlap: [''], seed: 7 },
  });
  expect(withSchedule(command, 'out/schedule.json')).toBe(
    'npx etcd-assay gate --to 3.6.16 --seed 7 --schedule out/schedule.json',
  );
});
