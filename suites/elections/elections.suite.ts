import { beforeAll, expect } from '@jest/globals';
import type { RecordOf } from '../../harness/journal/record';
import { claimTest, experiment } from '../assay';
import type { KeyEvent } from '../key-events';
import { LockLife, type Life } from '../locks/life';
import { intrusions, ownershipsOf, worksOf } from '../locks/ownership';
import { elect, type ElectLife } from './elect-life';
import { NpmObserver } from './npm-observer';
import { ServerObserver } from './server-observer';

interface ServerLife extends Life {
  /** Create revisions of the leaders that the observer was told of, repetitions included. */
  readonly told: readonly number[];
  /** What Leader answered while each of them led. */
  readonly asked: readonly string[];
  readonly proclaimed: string;
  readonly lastValue: string | undefined;
}

interface NpmLife extends Life {
  readonly told: readonly string[];
}

/** All three go on at the same time, since most of it is waiting for leases to expire. */
let server: Promise<ServerLife>;
let npm: Promise<NpmLife>;
let etcdctl: Promise<ElectLife>;

beforeAll(async () => {
  server = experiment('LOCK-5', async (trial) => {
    const life = new LockLife(trial, 'server-election');
    const observer = new ServerObserver(trial, life.lock);
    const asked: string[] = [];
    let proclaimed = '';
    const lived = await life.live(async (holds) => {
      await observer.sees(holds);
      asked.push(await observer.leader());
      proclaimed = await observer.proclaim(holds);
    });
    const told = observer.told.map(({ create }) => create);
    return { ...lived, told, asked, proclaimed, lastValue: observer.told.at(-1)?.value };
  });
  npm = experiment('LOCK-5', async (trial) => {
    const life = new LockLife(trial, 'npm-election');
    const observer = await NpmObserver.open(trial, life.lock);
    let leaders = 0;
    const lived = await life.live(async () => {
      leaders += 1;
      await observer.sees(leaders);
    });
    return { ...lived, told: observer.told };
  });
  etcdctl = experiment('LOCK-5', elect);
  // Each test awaits its own and fails by it.
  await Promise.allSettled([server, npm, etcdctl]);
});

/** Each leads from when the one before it is gone, and its work falls into that time. */
function expectOneAtATime(
  lock: string,
  events: readonly KeyEvent[],
  leaders: readonly RecordOf<'lock'>[],
): void {
  const ownerships = ownershipsOf(lock, events);
  expect(ownerships.map(({ key, from }) => ({ key, from }))).toEqual(
    leaders.map(({ key, create }, index) => ({
      key,
      from: index === 0 ? create : ownerships[index - 1]?.to,
    })),
  );
  expect(intrusions(ownerships, worksOf(lock, events))).toEqual([]);
}

const CANDIDATES = [
  ["the server's Election API", () => server],
  ["the npm client's election", () => npm],
] as const;

for (const [name, lived] of CANDIDATES) {
  claimTest('LOCK-5', `${name}: one leader at a time, in the order of their campaigns`, async () => {
    const { lock, events, holds } = await lived();
    expectOneAtATime(lock, events, holds);
    expect(holds.map(({ create }) => create)).toEqual(
      holds.map(({ create = 0 }) => create).sort((one, other) => one - other),
    );
  });

  claimTest('LOCK-5', `${name}: a killed leader is followed once its lease is over`, async () => {
    const { lock, holders, holds, exits } = await lived();
    expect(exits.killed).toEqual({ code: null, signal: 'SIGKILL' });
    expect(holders[0].notes(lock, 'released')).toEqual([]);
    expect(holds[1]?.t).toBeGreaterThan(holders[0].notes(lock, 'ended')[0]?.t ?? Infinity);
  });

  claimTest('LOCK-5', `${name}: a resignation hands over`, async () => {
    const { lock, holders, holds, exits } = await lived();
    const [released] = holders[1].notes(lock, 'released');
    expect(exits.leaving).toEqual({ code: 0, signal: null });
    expect(holds[2]?.t).toBeGreaterThan(released?.t ?? Infinity);
  });

  claimTest(
    'LOCK-5',
    `${name}: a guard on its key's create revision stops a leader that was deposed`,
    async () => {
      const { lock, holders, holds, events, lateWrites } = await lived();
      expect(lateWrites.filter(Boolean)).toEqual([]);
      expect(worksOf(lock, events)).toHaveLength(holds.length);
      expect(holders[2].lost).toHaveLength(1);
    },
  );
}

claimTest('LOCK-5', "the server's observer sees every leader in order, and what it proclaims", async () => {
  const { holds, told, asked, proclaimed, lastValue } = await server;
  expect(told.filter((create, index) => create !== told[index - 1])).toEqual(
    holds.map(({ create }) => create),
  );
  expect(asked).toEqual(holds.map(({ key }) => key));
  expect(lastValue).toBe(proclaimed);
});

claimTest('LOCK-5', "the npm client's observer sees every leader in order", async () => {
  const { lock, holds, told, events } = await npm;
  const values = holds.map(
    ({ key }) =>
      events.flatMap((event) => (event.is === 'put' && event.key === key ? [event.kv.value] : []))[0],
  );
  expect({ lock, told }).toEqual({ lock, told: values });
});

claimTest(
  'LOCK-5',
  'etcdctl elect: a leader resigns on SIGINT, the next one leads, and a listener hears of both',
  async () => {
    const { election, leaders, events, heard, exits } = await etcdctl;
    expectOneAtATime(election, events, leaders);
    expect(heard).toEqual(leaders.map(({ key }) => key));
    expect(exits).toEqual(leaders.map(() => ({ code: 0, signal: null })));
  },
);
