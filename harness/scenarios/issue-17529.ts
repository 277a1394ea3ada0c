import { setTimeout as pause } from 'node:timers/promises';
import { metricOf } from '../cluster/metric';
import { until } from '../time/until';
import type { Scenario } from './scenario';
import { revisionOf } from './stage';

const SLOW = 'etcd_debugging_mvcc_slow_watcher_total';
/** Their answers fill all that lies between etcd's watches and a client that does not read. */
const FILLERS = 200;
const FILLING = 'x'.repeat(500);
const FILLER_PUTS = 10;
/** Fewer than etcd's answers to requests that it holds back for a client that does not read. */
const LATE = 10;
/** etcd catches watches up every 100 ms, and says nothing of it. */
const CAUGHT_UP = 1_000;

/**
 * A watch that begins below the compacted revision is to be told so. Where its stream is full, that is left
 * for later, and the watch is taken for caught up meanwhile.
 */
export const slowStream: Scenario = {
  id: '17529',
  title: 'a watch below the compacted revision, on a slow stream, goes on without what it missed',
  affected: 'up to 3.5.12',
  versions: { affected: '3.5.12', fixed: '3.5.35' },
  members: 1,
  criteria: ['watch-no-gap', 'revisions-forward', 'members-stay-up', 'journal-whole', 'trigger-fired'],
  shows: 'every time',
  act: async (stage) => {
    const [member] = stage.cluster.members;
    if (member === undefined) {
      throw new Error('a cluster without members');
    }
    const { name } = member;
    const put = async (key: string, value: string) =>
      revisionOf(await stage.must(name, { put: { key, value } }));
    for (let missed = 0; missed < 5; missed += 1) {
      await put('late', stage.unique());
    }
    const stream = await stage.stream(name);
    const head = await put('filler', stage.unique());
    for (let filler = 0; filler < FILLERS; filler += 1) {
      stream.watch({ key: 'filler', from: head + 1, prev: true });
    }
    await until(() => stream.unanswered === 0, { within: 10_000, what: 'all watches to be created' });
    stream.pause();
    let compacted = 0;
    for (let filling = 0; filling < FILLER_PUTS; filling += 1) {
      compacted = await put('filler', `${stage.unique()} ${FILLING}`);
    }
    const slow = await until(async () => (await metricOf(member, SLOW)) || undefined, {
      ...{ within: 5_000, every: 50 },
      what: 'a stream that is full',
    });
    await until(() => stage.recorded >= compacted, { within: 10_000, what: 'the recorder to have seen all' });
    await stage.must(name, { compact: { revision: compacted } });
    for (let late = 0; late < LATE; late += 1) {
      stream.watch({ key: 'late', from: 2, prev: true });
    }
    await pause(CAUGHT_UP);
    stage.triggered(
      `${LATE} watches from revision 2, compacted at ${compacted}, were asked for while ${slow} could be told nothing`,
    );
    stream.resume();
    const last = await put('late', stage.unique());
    await until(() => stream.unanswered === 0 && stream.reached('late') >= last, {
      within: 20_000,
      what: `the late watches to end or to show revision ${last}`,
    });
  },
};
