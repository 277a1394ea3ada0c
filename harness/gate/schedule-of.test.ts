import { describe, expect, test } from '@jest/globals';
import { FAULTS } from '../faults/catalogue';
import { estimate } from './estimate';
import { scheduleOf, withoutRoom } from './schedule-of';

type Asked = Parameters<typeof scheduleOf>[0];

const asked = (profile: 'quick' | 'standard', budget?: number): Asked => ({
  seed: 7,
  subject: { from: '3.5.35', to: '3.6.16', topology: 'dedicated-3', members: 3, runtime: 'sandbox', profile },
  suites: ['cas', 'locks', 'upgrade'],
  steps: true,
  faults: true,
  soak: 0,
  ...(budget === undefined ? {} : { budget }),
});
const names = (asked: Asked): string[] => scheduleOf(asked).faults.map(({ name }) => name);

describe('the schedule of a plan', () => {
  test('is the same for the same seed, and another one for another', () => {
    expect(scheduleOf(asked('standard'))).toEqual(scheduleOf(asked('standard')));
    expect(names({ ...asked('standard'), seed: 8 })).not.toEqual(names(asked('standard')));
  });

  test('without a budget holds every fault: once when quick, in each phase when standard', () => {
    expect(names(asked('quick')).sort()).toEqual(FAULTS.map(({ name }) => name).sort());
    expect(names(asked('standard'))).toHaveLength(4 * FAULTS.length);
  });

  test('fits its budget, and keeps every kind of fault as long as it can', () => {
    const tight = asked('standard', 5 * 60_000);
    const { faults, leftOut } = scheduleOf(tight);
    expect(estimate(tight, faults).seconds).toBeLessThanOrEqual(300);
    expect(new Set(faults.map(({ name }) => name)).size).toBe(FAULTS.length);
    expect(new Set(faults.map(({ phase }) => phase)).size).toBe(4);
    expect([...faults, ...leftOut]).toHaveLength(4 * FAULTS.length);
    const [one] = leftOut;
    expect(estimate(tight, [...faults, one as (typeof leftOut)[number]]).seconds).toBeGreaterThan(300 - 13);
  });

  test('says how many faults had no room, and which kinds are not run at all', () => {
    const { length } = scheduleOf(asked('standard', 5 * 60_000)).faults;
    expect(withoutRoom(scheduleOf(asked('standard', 5 * 60_000)))).toEqual([
      { id: 'more-faults', why: `the budget has room for ${length} of 36` },
    ]);
    const none = withoutRoom(scheduleOf(asked('quick', 1)));
    expect(none).toContainEqual({ id: 'kill', why: 'the budget has no room for it' });
    expect(none).toHaveLength(1 + FAULTS.length);
    expect(withoutRoom(scheduleOf(asked('quick')))).toEqual([]);
  });
});
