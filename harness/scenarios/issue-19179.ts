import { metricOf } from '../cluster/metric';
import { kill } from '../faults/kill';
import { until } from '../time/until';
import type { Scenario } from './scenario';
import { revisionOf } from './stage';

const PAUSES = 'etcd_debugging_mvcc_db_compaction_pause_duration_milliseconds_count';

/**
 * A compaction removes revisions in batches, with pauses in between. One that a crash interrupts is taken up
 * again when the member comes back, on an index built from what is left: a key of which only the deletion is
 * left, at the compacted revision itself, loses that as well.
 */
export const interruptedCompaction: Scenario = {
  id: '19179',
  title: 'a deletion at the compacted revision is lost when a crash interrupts the compaction',
  affected: '3.5.16 and 3.5.17',
  versions: { affected: '3.5.17', fixed: '3.5.35' },
  members: 1,
  flags: () => ['--experimental-compaction-batch-limit=5', '--experimental-compaction-sleep-interval=10s'],
  criteria: ['watch-no-gap', 'members-stay-up', 'faults-proven', 'journal-whole', 'trigger-fired'],
  shows: 'every time',
  act: async (stage) => {
    const [member] = stage.cluster.members;
    if (member === undefined) {
      return;
    }
    const { name } = member;
    for (const key of ['a', 'b', 'c', 'd']) {
      await stage.must(name, { put: { key, value: `${key} is put` } });
    }
    const deletion = revisionOf(await stage.must(name, { delete: { key: 'a' } }));
    // Answered only when the last batch is done, which the kill prevents.
    const compacting = stage.at(name).perform({ compact: { revision: deletion } });
    await until(async () => ((await metricOf(member, PAUSES)) ?? 0) > 0, {
      within: 8_000,
      every: 50,
      what: 'the first batch of the compaction to be committed',
    });
    await stage.during(kill, name, async () => {
      stage.triggered(`killed in the pause of the compaction at revision ${deletion}, which deleted a`);
      await compacting;
    });
    const last = revisionOf(await stage.must(name, { put: { key: 'a', value: 'a is put again' } }));
    const watch = stage.watch(name, { key: 'a', from: deletion, prev: false });
    await until(() => watch.revision >= last, {
      within: 10_000,
      what: `the watch to show revision ${last}`,
    });
  },
};
