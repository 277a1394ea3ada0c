import { setImmediate as turn } from 'node:timers/promises';
import { until } from '../time/until';
import { registers } from '../workload/traffic/registers';
import { write } from './left-behind';
import type { Scenario } from './scenario';

const REQUESTS = 1_000;

/** What a progress request is answered with may overtake events that it says have been shown. */
export const earlyProgress: Scenario = {
  id: '15220',
  title: 'a progress request under load is answered with a revision whose events come later',
  affected: 'up to 3.5.7',
  versions: { affected: '3.5.7', fixed: '3.5.35' },
  members: 1,
  criteria: ['revisions-forward', 'watch-no-gap', 'members-stay-up', 'journal-whole', 'trigger-fired'],
  shows: 'sometimes',
  act: async (stage) => {
    const name = stage.cluster.members[0]?.name ?? '';
    const stream = await stage.stream(name);
    stream.watch({ key: '\0', end: '\0', from: 1, prev: false });
    const load = stage.load(
      Array.from({ length: 10 }, () => registers),
      0,
    );
    for (let asked = 0; asked < REQUESTS; asked += 1) {
      stream.requestProgress();
      const { operations } = load;
      await until(() => load.operations > operations, { within: 5_000, every: 1, what: 'the load to go on' });
      await turn();
    }
    await load.stop();
    await until(() => stream.progressAnswers > 0, {
      within: 10_000,
      what: 'an answer to a progress request',
    });
    stage.triggered(
      `${stream.progressAnswers} progress requests answered during ${load.operations} operations`,
    );
    const last = await write(stage, name, 1);
    await until(() => stream.reached('\0') >= last, {
      within: 10_000,
      what: `the watch to show revision ${last}`,
    });
  },
};
