import { beforeAll, expect } from '@jest/globals';
import { LOCK_KINDS } from '../../harness/journal/record';
import { claimTest, experiment } from '../assay';
import { overlappingBeliefs } from '../locks/belief';
import { LockLife, type Life } from '../locks/life';
import { intrusions, ownershipsOf, worksOf } from '../locks/ownership';

type Kind = (typeof LOCK_KINDS)[number];

/** All implementations go through it at the same time, since most of it is waiting for leases to expire. */
const lives = new Map<Kind, Promise<Life>>();

beforeAll(async () => {
  for (const kind of LOCK_KINDS) {
    lives.set(
      kind,
      experiment('LOCK-4', (trial) => new LockLife(trial, kind).live()),
    );
  }
  // Each test awaits its own and fails by it.
  await Promise.allSettled(lives.values());
});

const NAMES: Readonly<Record<Kind, string>> = {
  session: 'the session recipe',
  etcdctl: 'etcdctl lock',
  server: "the server's Lock API",
  npm: "the npm client's lock",
};

const lifeOf = async (kind: Kind): Promise<Life> => {
  const life = await lives.get(kind);
  if (life === undefined) {
    throw new Error(`${kind} was not begun`);
  }
  return life;
};

for (const kind of LOCK_KINDS) {
  claimTest('LOCK-4', `${NAMES[kind]}: one owner at a time, in turn`, async () => {
    const { lock, holds, events } = await lifeOf(kind);
    const ownerships = ownershipsOf(lock, events);
    expect(ownerships.map(({ key, from }) => ({ key, from }))).toEqual(
      holds.map(({ key, create }, index) => ({
        key,
        // A waiter's key was there before; it owns the lock since the one before it was gone.
        from: index === 0 || kind === 'npm' ? create : ownerships[index - 1]?.to,
      })),
    );
    const works = worksOf(lock, events);
    expect(works.map(({ key }) => key)).toEqual(holds.map(({ key }) => key));
    expect(intrusions(ownerships, works)).toEqual([]);
  });

  claimTest('LOCK-4', `${NAMES[kind]}: a killed holder is followed by one who wants the lock`, async () => {
    const { lock, holders, holds, exits, events } = await lifeOf(kind);
    const [killed, next] = holds;
    expect(exits.killed).toEqual({ code: null, signal: 'SIGKILL' });
    expect(holders[0].notes(lock, 'released')).toEqual([]);
    const gone = events.find(
      ({ is, key, mod }) => is === 'delete' && key === killed?.key && mod > (killed.create ?? 0),
    );
    const ended = holders[0].notes(lock, 'ended')[0]?.t;
    expect(gone).toBeDefined();
    expect(next?.t).toBeGreaterThan(ended ?? Infinity);
  });

  claimTest('LOCK-4', `${NAMES[kind]}: given up in good order, and then another's`, async () => {
    const { lock, holders, holds, exits } = await lifeOf(kind);
    const [, leaving] = holders;
    const released = leaving.notes(lock, 'released');
    expect(released).toHaveLength(1);
    expect(exits.leaving).toEqual({ code: 0, signal: null });
    expect(overlappingBeliefs([...released, ...holds.slice(1)])).toEqual([]);
  });

  claimTest('LOCK-4', `${NAMES[kind]}: a guard on its key's create revision stops who lost it`, async () => {
    const { lock, holders, holds, events, lateWrites } = await lifeOf(kind);
    expect(lateWrites.filter(Boolean)).toEqual([]);
    expect(worksOf(lock, events)).toHaveLength(holds.length);
    // Whether by that guard or by its implementation: in the end each of them knows.
    expect(holders[2].lost).toHaveLength(1);
  });
}

claimTest('LOCK-4', 'etcdctl hands its command a key and a revision that fence', async () => {
  const { holders, holds } = await lifeOf('etcdctl');
  for (const [index, { key, create = Infinity }] of holds.entries()) {
    const token = holders[index]?.token;
    expect(token?.key).toBe(key);
    // The header's revision: the key's own where nobody was before, else a later one.
    expect(token?.revision).toBeGreaterThanOrEqual(create);
  }
});
