import { until } from '../time/until';
import { write } from './left-behind';
import type { Scenario } from './scenario';

const PAIRS = 8;
const BEHIND = 200;

/**
 * Watches that are behind are caught up together, from the lowest revision that any of them asks for. A
 * negative one makes that read nothing, and all of them are taken for caught up.
 */
export const negativeRevision: Scenario = {
  id: '20655',
  title: 'a watch from revision -1 makes watches that catch up beside it lose events',
  affected: 'up to 3.5.23 and 3.6.5',
  versions: { affected: '3.5.12', fixed: '3.5.35' },
  members: 1,
  criteria: ['watch-no-gap', 'members-stay-up', 'journal-whole', 'trigger-fired'],
  shows: 'every time',
  act: async (stage) => {
    const name = stage.cluster.members[0]?.name ?? '';
    await write(stage, name, BEHIND);
    const stream = await stage.stream(name);
    // They are caught up every 100 ms; several pairs, so that one pair comes between two of these times.
    for (let pair = 0; pair < PAIRS; pair += 1) {
      stream.watch({ key: 'written', from: 2, prev: false });
      stream.watch({ key: 'other', from: -1, prev: false });
      await until(() => stream.unanswered === 0, {
        within: 5_000,
        what: 'etcd to answer for two watches',
      });
    }
    stage.triggered(
      `etcd answered ${PAIRS} watches from revision -1, each asked for with one from revision 2`,
    );
    const last = await write(stage, name, 1);
    await until(() => stream.reached('written') >= last, {
      within: 10_000,
      what: `the watches from revision 2 to show revision ${last}`,
    });
  },
};
