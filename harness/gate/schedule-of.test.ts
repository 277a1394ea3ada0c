import { describe, expect, test } from '@jest/globals';
import { BASIC, MORE } from '../faults/catalogue';
import { estimate } from './estimate';
import { notDrawn, scheduleOf, withoutRoom } from './schedule-of';
import { faultNamed, grouped } from '../faults/schedule';

type Asked = Parameters<typeof scheduleOf>[0];

const asked = (profile: 'quick' | 'standard', budget?: number): Asked => ({
  seed: 7,
  subject: { from: '3.5.35', to: '3.6.16', topology: 'dedicated-3', members: 3, runtime: 'sandbox', profile },
  suites: ['cas', 'locks', 'upgrade'],
  steps: true,
  overlap: false,
  soak: 0,
  ...(budget === undefined ? {} : { budget }),
});
/** What seed 7 drew in the first version; it has to stay like that. */
const QUICK_7 = [
  ...['kill', 'move-leader'],
  ...['cut-direction', 'defragmentation', 'cut-link'],
  ...['compaction', 'freeze'],
  ...['isolate', 'latency'],
];

/** Possible with three members, on this machine. */
const MORE_HERE = MORE.filter((fault) => fault.unavailable({ members: 3, runtime: 'sandbox' }) === undefined);
const names = (asked: Asked): string[] => scheduleOf(asked).faults.map(({ name }) => name);

describe('the schedule of a plan', () => {
  test('is the same for the same seed, and another one for another', () => {
    expect(scheduleOf(asked('standard'))).toEqual(scheduleOf(asked('standard')));
    expect(names({ ...asked('standard'), seed: 8 })).not.toEqual(names(asked('standard')));
  });

  test('holds every basic fault: once when quick, in each phase when standard, and then all others once', () => {
    expect(names(asked('quick')).sort()).toEqual(BASIC.map(({ name }) => name).sort());
    const standard = names(asked('standard'));
    expect(standard).toHaveLength(4 * BASIC.length + MORE_HERE.length);
    expect(new Set(standard).size).toBe(BASIC.length + MORE_HERE.length);
  });

  test('fits its budget, and keeps every kind of fault as long as it can', () => {
    const tight = asked('standard', 8 * 60_000);
    const { faults, leftOut } = scheduleOf(tight);
    expect(estimate(tight, faults).seconds).toBeLessThanOrEqual(480);
    expect(new Set(faults.map(({ name }) => name)).size).toBe(BASIC.length + MORE_HERE.length);
    expect(new Set(faults.map(({ phase }) => phase)).size).toBe(4);
    expect([...faults, ...leftOut]).toHaveLength(4 * BASIC.length + MORE_HERE.length);
    const [one] = leftOut;
    expect(estimate(tight, [...faults, one as (typeof leftOut)[number]]).seconds).toBeGreaterThan(480 - 50);
  });

  test('says how many faults had no room, and which kinds are not run at all', () => {
    const { length } = scheduleOf(asked('standard', 8 * 60_000)).faults;
    expect(withoutRoom(scheduleOf(asked('standard', 8 * 60_000)))).toEqual([
      { id: 'more-faults', why: `the budget has room for ${length} of ${36 + MORE_HERE.length}` },
    ]);
    const none = withoutRoom(scheduleOf(asked('quick', 1)));
    expect(none).toContainEqual({ id: 'kill', why: 'the budget has no room for it' });
    expect(none).toHaveLength(1 + BASIC.length);
    expect(withoutRoom(scheduleOf(asked('quick')))).toEqual([]);
  });

  test('draws only from what is named, in whatever order it is named', () => {
    const only = ['freeze', 'kill'];
    expect(names({ ...asked('quick'), only }).sort()).toEqual(['freeze', 'kill']);
    expect(scheduleOf({ ...asked('quick'), only })).toEqual(
      scheduleOf({ ...asked('quick'), only: ['kill', 'freeze'] }),
    );
    expect(names({ ...asked('standard'), only })).toHaveLength(8);
  });

  test('says what it does not draw from, and that is nothing where the profile draws from all', () => {
    expect(notDrawn(asked('quick')).map(({ id }) => id)).toEqual(MORE_HERE.map(({ name }) => name));
    expect(notDrawn(asked('standard'))).toEqual([]);
    expect(notDrawn({ ...asked('standard'), only: ['kill'] })).toContainEqual({
      id: 'freeze',
      why: '--faults leaves it out',
    });
  });

  test('of a seed is as it was before there were other faults than the basic ones', () => {
    const drawn = scheduleOf(asked('standard')).faults.filter(({ name }) =>
      BASIC.some((basic) => basic.name === name),
    );
    const alone = scheduleOf({ ...asked('standard'), only: BASIC.map(({ name }) => name) }).faults;
    expect(drawn.map((planned) => ({ ...planned, number: 0 }))).toEqual(
      alone.map((planned) => ({ ...planned, number: 0 })),
    );
    expect(names(asked('quick'))).toEqual(QUICK_7);
  });

  // In a quick run no fault of links is in the phase of a fault of a member: those move.
  test.each([
    ['quick', 2],
    ['standard', 8],
  ] as const)(
    '%s with overlaps has the same faults, each of a member during one of links',
    (profile, least) => {
      const plain = scheduleOf(asked(profile)).faults;
      const { faults } = scheduleOf({ ...asked(profile), overlap: true });
      const sorted = (schedule: typeof faults) => schedule.map(({ name }) => name).sort();
      expect(sorted(faults)).toEqual(sorted(plain));
      const guests = faults.filter(({ during }) => during !== undefined);
      expect(guests.length).toBeGreaterThanOrEqual(least);
      for (const guest of guests) {
        const host = faults.find(({ number }) => number === guest.during);
        expect(faultNamed(guest.name)?.disturbs).toBe('member');
        expect(faultNamed(host?.name ?? '')?.disturbs).toBe('links');
        expect(host?.phase).toBe(guest.phase);
      }
      expect(grouped(faults).filter(({ length }) => length === 2)).toHaveLength(guests.length);
    },
  );
});
