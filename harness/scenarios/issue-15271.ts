import { until } from '../time/until';
import { leftBehind, write } from './left-behind';
import type { Scenario } from './scenario';

/**
 * A watch that is up to date does not keep how far it has come. Where the member gets a snapshot in place of
 * the log, its watches begin again, and show once more what they had shown.
 */
export const backInTime: Scenario = {
  id: '15271',
  title: 'a watch goes back in time when its member catches up by a snapshot',
  affected: 'up to 3.5.7',
  versions: { affected: '3.5.7', fixed: '3.5.35' },
  members: 3,
  flags: () => ['--snapshot-count=100'],
  criteria: [
    ...(['watch-no-gap', 'revisions-forward', 'members-agree', 'no-lost-writes'] as const),
    ...(['members-stay-up', 'faults-proven', 'journal-whole', 'trigger-fired'] as const),
  ],
  shows: 'every time',
  act: async (stage) => {
    const [first] = stage.cluster.members;
    await write(stage, first?.name ?? '', 200);
    // The leader keeps 5,000 entries for those who are behind.
    await leftBehind(stage, { entries: 5_500, before: () => Promise.resolve() });
    // Not through the member that was behind: until the next entry comes, its count of what it has applied is
    // that of before the snapshot, and so far behind it refuses every write with "too many requests".
    const last = await write(stage, (await stage.cluster.leader()).name, 1);
    await until(() => stage.recorded >= last, {
      within: 60_000,
      what: `every recorder to see revision ${last}`,
    });
  },
};
