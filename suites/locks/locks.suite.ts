import { beforeAll, describe, expect } from '@jest/globals';
import { arenaOf, surroundings } from '../../harness/suite-run/surroundings';
import { claimTest, experiment } from '../assay';
import { overlappingBeliefs } from './belief';
import { contend, TURNS, WRITES, type Contention } from './contention';
import { endHolders, WAYS, type Endings } from './endings';
import { isOwnership, lockKeys } from './lock-keys';
import { minimumTtl } from '../../harness/cluster/minimum-ttl';
import { intrusions, ownershipsOf, worksOf } from './ownership';

/**
 * Two experiments go on at the same time, since most of it is waiting for leases to expire; each test then
 * judges its claim by what they showed.
 */
let contention: Promise<Contention>;
let endings: Promise<Endings>;

beforeAll(async () => {
  contention = experiment('LOCK-1 LOCK-3', contend);
  endings = experiment('LOCK-2 LOCK-3', endHolders);
  // Each test awaits its own and fails by it.
  await Promise.allSettled([contention, endings]);
});

const shortestTtl = () => minimumTtl(arenaOf(surroundings()).timers);

describe('contenders', () => {
  claimTest('LOCK-1', "a lock is a key with its holder's lease attached", async () => {
    const { queue, notes, granted } = await contention;
    const keys = queue.events.flatMap((event) =>
      event.is === 'put' && isOwnership(queue.lock, event.key) ? [event.kv] : [],
    );
    const waits = notes.filter(({ lock, state }) => lock === queue.lock && state === 'waits');
    expect(new Set(granted)).toEqual(new Set([shortestTtl()]));
    expect(keys).toHaveLength(waits.length);
    for (const { key, lease } of waits) {
      const kv = keys.find((one) => one.key === key);
      expect(kv).toMatchObject({ lease, version: 1, create: kv?.mod });
      expect(key).toBe(lockKeys.ownership(queue.lock, lease ?? ''));
    }
  });

  claimTest('LOCK-1', 'waiters get it one by one, in the order of create revision', async () => {
    const { queue, notes } = await contention;
    const created = queue.events.filter(({ is, key }) => is === 'put' && isOwnership(queue.lock, key));
    const holds = notes.filter(({ lock, state }) => lock === queue.lock && state === 'holds');
    expect(holds.map(({ key }) => key)).toEqual(created.map(({ key }) => key));
    expect(holds.map(({ create }) => create)).toEqual(created.map(({ mod }) => mod));
    // Before the first gave it up one held it, before the second gave it up two had held it, and so on.
    expect(queue.held).toEqual(holds.map((_, index) => index + 1));
    expect(overlappingBeliefs(notes.filter(({ lock }) => lock === queue.lock))).toEqual([]);
  });

  claimTest(
    'LOCK-3',
    "contending processes work in turn, never two at once by the server's record",
    async () => {
      const { turns, notes, holders, exits } = await contention;
      const ownerships = ownershipsOf(turns.lock, turns.events);
      const works = worksOf(turns.lock, turns.events);
      expect(intrusions(ownerships, works)).toEqual([]);
      expect(overlappingBeliefs(notes.filter(({ lock }) => lock === turns.lock))).toEqual([]);
      expect(ownerships).toHaveLength(holders.length * TURNS);
      expect(works).toHaveLength(holders.length * TURNS * WRITES);
      expect(exits).toEqual(holders.map(() => ({ code: 0, signal: null })));
    },
  );
});

describe('holders that end', () => {
  const PROOF = {
    kill: 'ended by SIGKILL',
    freeze: 'in state T',
    cut: 'its calls go unanswered',
    graceful: 'exited with code 0',
  };
  const WORDS = {
    kill: 'killed with SIGKILL',
    freeze: 'frozen with SIGSTOP',
    cut: 'cut off from the network',
    graceful: 'exiting in good order',
  };

  for (const way of WAYS) {
    claimTest('LOCK-2', `a holder ${WORDS[way]} loses its lock to the one who waits`, async () => {
      const { of, granted } = await endings;
      const { lock, holds, heirHolds, events, proof } = of[way];
      expect(proof).toBe(PROOF[way]);
      expect(new Set(granted)).toEqual(new Set([shortestTtl()]));
      const released = events.find(({ is, key }) => is === 'delete' && key === holds.key);
      const ownerships = ownershipsOf(lock, events);
      expect(ownerships.map(({ key, from }) => ({ key, from }))).toEqual([
        { key: holds.key, from: holds.create },
        { key: heirHolds.key, from: released?.mod },
      ]);
      expect(heirHolds.create).toBeGreaterThan(Number(holds.create));
      expect(worksOf(lock, events).map(({ key }) => key)).toEqual(
        way === 'freeze' ? [holds.key, heirHolds.key, heirHolds.key] : [holds.key, heirHolds.key],
      );
      expect(intrusions(ownerships, worksOf(lock, events))).toEqual([]);
    });
  }

  claimTest('LOCK-3', 'a holder that wakes up too late overlaps with its successor', async () => {
    const { of, awakening } = await endings;
    const { lock, holds, heirHolds, events, holder } = of.freeze;
    expect(holder.notes(lock, 'released')).toEqual([]);
    expect(awakening.thawed.t).toBeGreaterThan(heirHolds.t);
    expect(awakening.works.map(({ key, create }) => ({ key, create }))).toEqual(
      [1, 2].map(() => ({ key: holds.key, create: holds.create })),
    );
    // Without a guard its write is in the store, made while another owned the lock: trusting a lock is not enough.
    expect(awakening.unfenced).toHaveLength(1);
    const unfenced = awakening.unfenced.map((mod) => ({ key: String(holds.key), mod }));
    expect(intrusions(ownershipsOf(lock, events), unfenced)).toEqual([
      `${String(holds.key)} wrote at revision ${String(awakening.unfenced[0])}, when ${String(heirHolds.key)} owned the lock`,
    ]);
  });

  claimTest(
    'LOCK-3',
    "a guard on the lock's create revision refuses that holder's write, and that stops it",
    async () => {
      const { of, awakening } = await endings;
      const { lock, holds, heirHolds, events } = of.freeze;
      expect(awakening.fenced).toEqual([false]);
      // Its own write is the one that it made while it held the lock; the successor went on afterwards.
      const works = worksOf(lock, events);
      expect(works.map(({ key }) => key)).toEqual([holds.key, heirHolds.key, heirHolds.key]);
      expect(works.at(-1)?.mod).toBeGreaterThan(Number(awakening.unfenced[0]));
      // Told to work once more, it did not even try.
      expect(awakening.works).toHaveLength(2);
    },
  );
});
