import { until } from '../time/until';
import type { Scenario } from './scenario';
import { revisionOf } from './stage';

const KEY = 'key';

/** A watch may begin at the compacted revision itself. The event there is lost where it is a deletion. */
export const compactedDeletion: Scenario = {
  id: '18089',
  title: 'a watch from the compacted revision leaves out the deletion at it',
  affected: '3.5.0 to 3.5.14',
  versions: { affected: '3.5.12', fixed: '3.5.35' },
  members: 1,
  criteria: ['watch-no-gap', 'members-stay-up', 'journal-whole', 'trigger-fired'],
  shows: 'every time',
  act: async (stage) => {
    const name = stage.cluster.members[0]?.name ?? '';
    const put = async (value: string) => stage.must(name, { put: { key: KEY, value } });
    for (const value of ['one', 'two', 'three']) {
      await put(value);
    }
    const deletion = revisionOf(await stage.must(name, { delete: { key: KEY } }));
    const last = revisionOf(await put('after'));
    await stage.must(name, { compact: { revision: deletion } });
    stage.triggered(`compacted at revision ${deletion}, which deleted ${KEY}`);
    const watch = stage.watch(name, { key: KEY, from: deletion, prev: false });
    await until(() => watch.revision >= last, {
      within: 10_000,
      what: `the watch to show revision ${last}`,
    });
  },
};
