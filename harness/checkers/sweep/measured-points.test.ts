import { describe, expect, test } from '@jest/globals';
import type { MeasuredPoint } from '../../result/measured-point';
import { buildHistory } from '../testing/build-history';
import { JournalBuilder } from '../testing/journal-builder';
import { measuredPoints } from './measured-points';

const MS = 1_000;
const SECOND = 1_000_000;

interface Staged {
  /** What probes of the one link saw, in milliseconds. */
  readonly seen?: readonly number[];
  /** How late each write is begun, and how long it then takes, in milliseconds. */
  readonly late?: number;
  readonly takes?: number;
  readonly busy?: number;
  readonly lag?: number;
  readonly ends?: boolean;
  /** More records while figures count. */
  readonly meanwhile?: (run: JournalBuilder) => void;
}

/** A point of 20 ms at which one client writes five times, every 100 ms. */
function staged({
  seen = [20, 20.4],
  late = 0,
  takes = 20,
  busy = 0.3,
  lag = 10,
  ends = true,
  meanwhile,
}: Staged): MeasuredPoint {
  const run = new JournalBuilder().client(1).client(2);
  const point = { type: 'point', point: 7, rtt: 20, jitter: 0 } as const;
  run.tell({ ...point, state: 'set' }, 0);
  run.tell({ type: 'link', point: 7, from: 'm1', to: 'm2', wanted: 20, jitter: 0, seen: [...seen] }, 10);
  const pace = { type: 'paced', client: 2, zone: 'a', work: 'put' } as const;
  run.tell({ ...pace, first: SECOND, every: 100 * MS }, 20);
  run.tell({ ...point, state: 'measure' }, SECOND);
  for (let count = 0; count < 5; count += 1) {
    const invoke = SECOND + count * 100 * MS + late * MS;
    run.operate(2, { put: { key: 'k', value: `v${count}` } }, { invoke, returned: invoke + takes * MS });
  }
  run.tell({ type: 'sample', name: 'machine-busy', value: busy }, SECOND + 400 * MS);
  run.tell({ type: 'sample', name: 'event-loop-lag', value: lag }, SECOND + 400 * MS);
  meanwhile?.(run);
  if (ends) {
    run.tell({ ...point, state: 'end' }, 2 * SECOND);
  }
  run.now = 2 * SECOND;
  const [measured] = measuredPoints(buildHistory(run.end()));
  return measured as MeasuredPoint;
}

describe('a point of a sweep', () => {
  test('has the latencies of what was due while figures counted', () => {
    const point = staged({});
    expect(point).toMatchObject({ point: 7, rtt: 20, heartbeat: 100, election: 1000, verdict: 'measured' });
    const [zone] = point.zones;
    expect(zone).toMatchObject({ zone: 'a', put: { count: 5, failed: 0 }, cas: { count: 0, p50: null } });
    expect(zone?.put.p99).toBeCloseTo(20, 1);
  });

  test('lays what an operation had to wait to its latency', () => {
    expect(staged({ late: 30 }).zones[0]?.put.p50).toBeCloseTo(50, 0);
  });

  test('does not lay the grain of a timer to it', () => {
    expect(staged({ late: 1 }).zones[0]?.put.p50).toBeCloseTo(20, 1);
  });

  test.each([
    ['was at its distance, though some probes were late', { seen: [20, 20.5, 26, 27, 28] }, undefined],
    ['was too far', { seen: [24.5, 25, 26] }, 'the round trip of m1 → m2 was 24.5 ms, not 20 ms'],
    ['was too near', { seen: [0.2, 0.3, 20] }, 'the round trip of m1 → m2 was 0.2 ms, not 20 ms'],
    ['let no probe through', { seen: [] }, 'no probe of m1 → m2 was answered'],
    ['was on a machine at its end', { busy: 0.97 }, 'used to 97 %'],
    ['was measured by a harness that was late', { lag: 400 }, 'the harness itself was 400 ms late'],
    ['was broken off', { ends: false }, 'it was broken off'],
  ])('that %s', (_, options, why) => {
    const point = staged(options);
    expect(point.verdict).toBe(why === undefined ? 'measured' : 'inconclusive');
    expect(point.why ?? '').toContain(why ?? '');
  });

  /** The ways of a link of 20 ms differ: 15 ms there, 5 ms back. @param there what probes saw of the way there alone */
  const wayThere = (there: number) =>
    staged({
      meanwhile: (run) =>
        run.tell(
          {
            type: 'link',
            point: 7,
            from: 'm1',
            to: 'm2',
            way: 'there',
            wanted: 15,
            jitter: 0,
            seen: [there],
          },
          1.1 * SECOND,
        ),
    });

  test('has the way there of an uneven link looked at by itself', () => {
    expect(wayThere(15.3)).toMatchObject({ verdict: 'measured', seen: 20 });
    // As if there and back had been taken for each other: the round trip is the same.
    expect(wayThere(5.2).why).toBe('the way of m1 → m2 was 5.2 ms, not 15 ms');
  });

  /** What members see at both ends: leader and term, for each of three. */
  const views = (...ends: (readonly [leader: string, term: number])[][]) =>
    staged({
      meanwhile: (run) =>
        ends.forEach((end, index) =>
          end.forEach(([leader, term], member) =>
            run.tell(
              { type: 'metrics', member: `m${member + 1}`, leader, term, values: {} },
              (1.1 + index / 2) * SECOND,
            ),
          ),
        ),
    });
  const led: (readonly [string, number])[] = Array.from({ length: 3 }, () => ['7', 2] as const);

  test('is led where all members follow one leader in one term all the time', () => {
    expect(views(led, led)).toMatchObject({ led: true, leaderChanges: 0 });
  });

  test.each<[string, (readonly [string, number])[], object]>([
    ['another leader', led.map(() => ['8', 3] as const), { led: false, leaderChanges: 1 }],
    [
      'the same one again, elected twice meanwhile',
      led.map(() => ['7', 4] as const),
      { led: true, leaderChanges: 2 },
    ],
    ['none in the end', led.map(() => ['0', 2] as const), { led: false, leaderChanges: 0 }],
    ['members that do not agree', [...led.slice(1), ['8', 2]], { led: false, leaderChanges: 0 }],
    ['a member that does not say', led.slice(1), { led: null }],
  ])('with %s', (_, end, expected) => {
    expect(views(led, end)).toMatchObject(expected);
  });

  test('at which no leader settled is finished, and not led', () => {
    const run = new JournalBuilder();
    const about = { type: 'point', point: 1, rtt: 3000, jitter: 0 } as const;
    run.tell({ ...about, state: 'set' });
    run.tell({ type: 'sample', name: 'machine-busy', value: 0.1 });
    run.tell({ ...about, state: 'end', leaderless: true });
    const [point] = measuredPoints(buildHistory(run.end()));
    expect(point).toMatchObject({ led: false, leaderless: true, finished: true, verdict: 'measured' });
  });

  test('from which the cluster did not come back is not led for that, and says what it was', () => {
    const run = new JournalBuilder();
    const about = { type: 'point', point: 1, rtt: 50, jitter: 0 } as const;
    run.tell({ ...about, state: 'set' });
    run.tell({ type: 'sample', name: 'machine-busy', value: 0.1 });
    run.tell({ ...about, state: 'end', cutShort: 'waited 30.0 s for m1' });
    const [point] = measuredPoints(buildHistory(run.end()));
    expect(point).toMatchObject({
      ...{ leaderless: false, finished: true, verdict: 'inconclusive', why: 'waited 30.0 s for m1' },
    });
  });

  test('tells what a member says of its disk, its peers and its heartbeats, by what changed', () => {
    const disk = 'etcd_disk_wal_fsync_duration_seconds';
    const values = (fast: number, all: number, failures: number) => ({
      [`${disk}_bucket{le="0.001"}`]: fast,
      [`${disk}_bucket{le="0.008"}`]: all,
      [`${disk}_bucket{le="+Inf"}`]: all,
      [`${disk}_count`]: all,
      etcd_server_heartbeat_send_failures_total: failures,
      'etcd_network_peer_round_trip_time_seconds_sum{To="2"}': all / 50,
      'etcd_network_peer_round_trip_time_seconds_count{To="2"}': all,
    });
    const { fsyncP99, commitP99, heartbeatFailures, etcdRtt } = staged({
      meanwhile: (run) =>
        run
          .tell(
            { type: 'metrics', member: 'm1', leader: '7', term: 2, values: values(100, 100, 4) },
            1.1 * SECOND,
          )
          .tell(
            { type: 'metrics', member: 'm1', leader: '7', term: 2, values: values(190, 200, 6) },
            1.6 * SECOND,
          ),
    });
    expect({ fsyncP99, commitP99, heartbeatFailures, etcdRtt }).toEqual({
      ...{ fsyncP99: 8, commitP99: null, heartbeatFailures: 2, etcdRtt: 20 },
    });
  });
});

describe('a point at which leaders are only lost', () => {
  /** With this share of the machine's processors used, second by second. */
  const losing = (...busy: number[]): MeasuredPoint => {
    const run = new JournalBuilder().client(2);
    const about = { type: 'point', point: 1, rtt: 20, jitter: 0, losing: true } as const;
    run.tell({ ...about, state: 'set' }, 0);
    run.tell({ type: 'paced', client: 2, zone: 'a', work: 'put', first: SECOND, every: 100 * MS }, 20);
    run.tell({ ...about, state: 'fail' }, SECOND);
    busy.forEach((value, index) =>
      run.tell({ type: 'sample', name: 'machine-busy', value }, (1.5 + index) * SECOND),
    );
    run.tell({ type: 'sample', name: 'event-loop-lag', value: 300 }, 1.5 * SECOND);
    run.tell({ ...about, state: 'end' }, 10 * SECOND);
    return measuredPoints(buildHistory(run.end()))[0] as MeasuredPoint;
  };

  test('has no figures, though clients wrote', () => {
    expect(losing(0.3)).toMatchObject({ counted: false, zones: [], led: null, verdict: 'measured' });
  });

  test.each([
    ['a machine that was at its end for a moment', [1, 0.3, 0.3], null],
    ['one that was so most of the time', [1, 1, 0.3], 'used up most of the time'],
    ['one that nobody looked at', [], 'nobody looked'],
  ])('on %s', (_, busy, why) => {
    const point = losing(...busy);
    expect(point.verdict).toBe(why === null ? 'measured' : 'inconclusive');
    expect(point.why ?? '').toContain(why ?? '');
  });
});

describe('the loss of a leader', () => {
  const fault = { type: 'fault', fault: 7001, name: 'kill', target: 'm1', quorum: true } as const;

  /** Everything in milliseconds after the kill. */
  const lost = (records: (run: JournalBuilder, at: (ms: number) => number) => void) =>
    staged({
      meanwhile: (run) => {
        const at = (ms: number): number => 1.6 * SECOND + ms * MS;
        run.tell({ type: 'point', point: 7, rtt: 20, jitter: 0, state: 'fail' }, 1.6 * SECOND);
        run.tell({ ...fault, state: 'inject' }, at(0));
        run.tell({ ...fault, state: 'proven', proof: 'gone' }, at(5));
        records(run, at);
        run.tell({ ...fault, state: 'heal' }, at(300));
      },
    }).losses;

  test('is told by what the others logged and clients saw', () => {
    const losses = lost((run, at) => {
      run.tell({ type: 'raft', member: 'm1', event: 'campaigns', term: 1 }, at(1));
      run.tell({ type: 'raft', member: 'm2', event: 'campaigns', term: 2 }, at(100));
      run.tell({ type: 'raft', member: 'm2', event: 'leads', term: 3 }, at(160));
      run.operate(1, { put: { key: 'k', value: 'after' } }, { invoke: at(10), returned: at(200) });
    });
    expect(losses).toEqual([
      { how: 'kill', proven: true, detected: 100, elected: 160, available: 200, lockReleased: null },
    ]);
  });

  test('does not count what the lost leader answered at its end', () => {
    const losses = lost((run, at) => {
      run.operate(1, { put: { key: 'k', value: 'last' } }, { invoke: at(1), returned: at(3) });
      run.tell({ type: 'raft', member: 'm2', event: 'leads', term: 3 }, at(160));
      run.operate(1, { put: { key: 'k', value: 'after' } }, { invoke: at(10), returned: at(200) });
    });
    expect(losses).toMatchObject([{ elected: 160, available: 200 }]);
  });

  test('without a new leader has no time of one, and what comes after the return of the old one does not count', () => {
    const losses = lost((run, at) => {
      run.tell({ type: 'raft', member: 'm2', event: 'leads', term: 3 }, at(310));
      run.operate(1, { put: { key: 'k', value: 'after' } }, { invoke: at(10), returned: at(320) });
    });
    expect(losses).toMatchObject([{ detected: null, elected: null, available: null }]);
  });

  test('lasts for a lock until its key was seen to go', () => {
    const losses = lost((run, at) => {
      const watch = {
        type: 'watch',
        watch: 9,
        client: 1,
        key: '\0',
        end: '\0',
        from: 1,
        prev: true,
      } as const;
      run.tell(watch, at(1));
      const gone = { delete: { key: 'sweep-lock/7001', mod: 99 } };
      run.tell({ type: 'watched', watch: 9, revision: 99, events: [gone] }, at(250));
    });
    expect(losses).toMatchObject([{ lockReleased: 250 }]);
  });
});
