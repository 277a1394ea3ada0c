import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Cluster } from '../cluster/cluster';
import { type LiveCluster, liveCluster } from '../cluster/testing/live-cluster';
import { MemoryJournal } from '../cluster/testing/memory-journal';
import { until } from '../time/until';
import { ClientNumbers } from '../workload/client-numbers';
import { Load } from '../workload/load';
import { Random } from '../workload/random';
import { TRAFFIC } from '../workload/traffic/catalogue';
import { WatchStorm } from '../workload/watch-storm';

const TTL = 3;

describe('traffic', () => {
  const journal = new MemoryJournal();
  const numbers = new ClientNumbers();
  let live: LiveCluster;
  let cluster: Cluster;

  beforeAll(async () => {
    live = await liveCluster(1, { journal });
    ({ cluster } = live);
  });

  afterAll(() => live.close());

  test.each(TRAFFIC)('$name does what it promises, all the time', async ({ of, kinds }) => {
    const load = new Load({
      ...{ cluster, journal, numbers, random: new Random(1), traffics: [of(TTL)], thinkMs: 5 },
    });
    try {
      for (let round = 1; round <= 2; round += 1) {
        const since = journal.clock();
        const work = { within: 20_000, what: `every kind of work in round ${round}` };
        await until(() => load.operations > 10 * round && load.work.eachSince(kinds, since), work);
      }
    } finally {
      await load.stop();
    }
    expect(load.operations).toBeGreaterThan(20);
  });

  test('a storm watches the past, now, and what is to come, and asks how far it is', async () => {
    const before = journal.records.length;
    const revision = 10;
    const options = { cluster, journal, numbers, random: new Random(1), recorded: () => revision };
    const storm = new WatchStorm(options);
    const told = () => journal.records.slice(before);
    try {
      const asked = (which: (from: number) => boolean): boolean =>
        told().some((record) => record.type === 'watch' && which(record.from));
      const seen = (): boolean =>
        asked((from) => from < revision) &&
        asked((from) => from > revision) &&
        told().some((record) => record.type === 'watched' && record.events.length === 0);
      await until(seen, { within: 20_000, what: 'watches of all kinds and an answer about progress' });
    } finally {
      await storm.stop();
    }
  });
});
