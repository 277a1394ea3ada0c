import { describe, expect, test } from '@jest/globals';
import { binomialInterval } from '../statistics/binomial-interval';
import { distancesOf } from './cells';
import { firstCells, searchCells, type Group } from './sweep';
import type { SweepFile } from './sweep-file';
import { missesThatSettle, type Threshold, type Thresholds } from './thresholds';

const ZONES = ['a', 'b', 'c'];
const PLAN: SweepFile = {
  ...{
    runtime: 'sandbox',
    version: '3.6.16',
    seed: 1,
    command: 'etcd-assay latency',
    leaderZone: 'a',
    rate: 20,
  },
  ...{ zones: ZONES, placement: ZONES, targetP99: 100, searches: true, distances: [] },
  timers: [{ name: 'default', timers: { heartbeatMs: 100, electionMs: 1000 } }],
  work: { repeats: 3, measureMs: 6000, burstMs: 2000, kills: 21, freezes: 3 },
};

const between = (low: number, high: number, open: number[] = []): Threshold => ({
  ...{ low, high, open, contradicted: [] },
});
/** Only re-election is not narrow yet. */
const found = (changes: Partial<Thresholds> = {}): Thresholds => ({
  ...{ timers: 'default', heartbeat: 100, election: 1000, jitter: 0, reelected: [] },
  ...{ stable: between(800, 1000), onTarget: between(30, 40), reelectable: between(100, 400) },
  ...changes,
});
const groupsOf = (groups: readonly Group[]) =>
  groups.map((group) =>
    group.map(({ name, points }) => ({
      name,
      points: points.map(({ rtt, kills, measureMs, enough }) => ({ rtt, kills, measureMs, enough })),
    })),
  );
const searched = (...thresholds: Thresholds[]) => groupsOf(searchCells(PLAN, thresholds, 1));
const measuring = (rtt: number) => [{ rtt, kills: 0, measureMs: 6000, enough: undefined }];

describe('the cells that were asked for', () => {
  test('count one by one and lose nobody; leaders are lost in all the others at once', () => {
    const distances = distancesOf(ZONES, [0, 400], [0], [400]);
    const groups = firstCells({ ...PLAN, distances, work: { ...PLAN.work, repeats: 2 } });
    expect(groups.map((group) => group.map(({ name }) => name))).toEqual([
      ...[['control-1'], ['default-1'], ['control-2'], ['default-2']],
      ['default-losses-1', 'default-losses-2'],
    ]);
    const lost = groups.map((group) => group.flatMap(({ points }) => points.map(({ kills }) => kills)));
    expect(lost).toEqual([[0], [0, 0], [0], [0, 0], [11, 10]]);
  });
});

describe('a search for a narrower interval', () => {
  test('shares forty kills among two clusters at once, and has no more once five were not followed in time', () => {
    const losing = { rtt: 200, kills: 20, measureMs: 0, enough: { missed: 5, within: 2400 } };
    expect(searched(found())).toEqual([
      [
        { name: 'default-search-1-200ms-losses-1', points: [losing] },
        { name: 'default-search-1-200ms-losses-2', points: [losing] },
      ],
    ]);
  });

  test('goes by all leaders that were killed at a distance which is looked at again', () => {
    const tried = { rtt: 150, successes: 13, trials: 13, low: 0.7, high: 1 };
    const [[first] = []] = searched(found({ reelectable: between(100, 400, [150]), reelected: [tried] }));
    expect(first?.points).toMatchObject([{ rtt: 150, kills: 20, enough: { missed: 6, within: 2300 } }]);
  });

  test('kills nobody where something else is looked for', () => {
    expect(searched(found({ reelectable: between(100, 140), stable: between(400, 1600) }))).toEqual([
      [{ name: 'default-search-1-1', points: measuring(800) }],
      [{ name: 'default-search-1-2', points: measuring(800) }],
    ]);
  });

  test('kills nobody for who asked for fewer kills than a share needs', () => {
    const plan = { ...PLAN, work: { ...PLAN.work, kills: 19 } };
    expect(searchCells(plan, [found()], 1)).toEqual([]);
  });

  test('kills more at an end that twenty kills do not settle, and at none that they do', () => {
    const share = (rtt: number, successes: number) => ({ rtt, ...binomialInterval(successes, 20) });
    const ends = (low: number, high: number) =>
      searched(found({ reelectable: between(100, 140), reelected: [share(100, low), share(140, high)] })).map(
        (group) => group.flatMap(({ points }) => points.map(({ rtt, kills }) => [rtt, kills])),
      );
    expect(ends(20, 10)).toEqual([
      [
        [100, 10],
        [100, 10],
      ],
    ]);
    expect(ends(19, 17)).toEqual([
      [
        [100, 10],
        [100, 10],
        [140, 10],
        [140, 10],
      ],
    ]);
    // While the interval is wide, only a failure that is none for sure comes before its middle.
    const wide = (low: number, high: number) =>
      searched(found({ reelectable: between(100, 400), reelected: [share(100, low), share(400, high)] })).map(
        (group) => group.map(({ points: [point] }) => point?.rtt),
      );
    expect(wide(19, 17)).toEqual([[400, 400]]);
    expect(wide(19, 10)).toEqual([[200, 200]]);
    // Five missed of forty settle it, though the interval of 25 still reaches nine in ten.
    const stopped = { ...binomialInterval(20, 25), rtt: 140 };
    const settled = { ...binomialInterval(40, 40), rtt: 100 };
    expect(searched(found({ reelectable: between(100, 140), reelected: [settled, stopped] }))).toEqual([]);
    expect(searched(found({ reelectable: between(100, 140), reelected: [settled, share(140, 3)] }))).toEqual(
      [],
    );
  });
});

describe('misses that settle it', () => {
  test.each([
    [undefined, 3],
    [{ successes: 13, trials: 13 }, 4],
    [{ successes: 5, trials: 7 }, 1],
    [{ successes: 0, trials: 7 }, 1],
  ])('are, after %j, %d of twenty more', (tried, misses) => {
    expect(missesThatSettle(tried, 20)).toBe(misses);
  });
});
