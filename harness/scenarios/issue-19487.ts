import { statusInTime } from '../cluster/status';
import type { Watcher } from '../workload/watcher';
import { until } from '../time/until';
import { leftBehind, write } from './left-behind';
import type { Scenario } from './scenario';

const MISSED = 500;
/** So far beyond what the member misses that it has not come yet when the member has caught up. */
const AHEAD = MISSED + 200;

/** A watch may ask for a revision that is still to come, and nothing before it may be shown. */
export const futureWatch: Scenario = {
  id: '19487',
  title: 'a watch from a future revision shows older events after its member caught up by a snapshot',
  affected: 'up to 3.5.21, 3.6.0 and 3.6.1',
  versions: { affected: '3.5.17', fixed: '3.5.35' },
  members: 3,
  flags: () => ['--snapshot-count=100', '--experimental-snapshot-catchup-entries=10'],
  criteria: [
    ...(['watch-no-gap', 'revisions-forward', 'members-agree', 'no-lost-writes'] as const),
    ...(['members-stay-up', 'faults-proven', 'journal-whole', 'trigger-fired'] as const),
  ],
  shows: 'every time',
  act: async (stage) => {
    let watch: Watcher | undefined;
    const behind = await leftBehind(stage, {
      entries: MISSED,
      before: async (member) => {
        const { revision } = await statusInTime(member);
        watch = stage.watch(member.name, { key: 'written', from: revision + AHEAD, prev: false });
        await until(() => watch?.isOpen, { within: 5_000, what: 'the watch to be created' });
      },
    });
    const last = await write(stage, behind.name, AHEAD);
    await until(() => (watch?.revision ?? 0) >= last, {
      within: 20_000,
      what: `the watch to show revision ${last}`,
    });
  },
};
