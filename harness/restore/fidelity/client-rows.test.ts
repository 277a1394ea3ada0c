import { describe, expect, test } from '@jest/globals';
import { CLIENT_ROWS } from './client-rows';
import { NOT_MEASURED } from './row';
import { measuredBy } from './testing/measured';
import type { ResumedWatch, StaleWrite } from './trials';

const OK = { code: 200 };
const CONFLICT = { code: 409, words: 'the object has been modified' };
const OTHER_UID = { code: 409, words: 'Precondition failed: UID in precondition: a, UID in object meta: b' };

const stale = (more: Partial<StaleWrite>) =>
  measuredBy(CLIENT_ROWS, 5, {
    staleWrite: { remembered: [700, 740], atOnce: CONFLICT, changes: 90, version: 712, ...more },
  });

describe('a stale write', () => {
  test('that the object meets again is a hazard, where the server takes it', () => {
    expect(stale({ met: { whole: OK } })).toEqual({
      measured: '! can succeed',
      evidence:
        'clients remember 700 to 740; at once HTTP 409 (the object has been modified); after 90 changes by others it has 712 again: HTTP 200',
    });
  });

  test.each([
    ['beyond all that is remembered', { version: 1_000_000_800 }, 'rejected'],
    ['refused although the version is the same', { met: { whole: CONFLICT } }, 'rejected'],
    ['refused for its uid', { met: { whole: OTHER_UID, withoutUid: OK } }, 'rejected (uid)'],
    ['answered by something else', { met: { whole: { code: 500 }, withoutUid: OK } }, 'HTTP 500'],
    ['taken at once', { atOnce: OK }, '! not refused'],
  ])('that is %s', (_, more, said) => {
    expect(stale(more).measured).toBe(said);
  });

  test('tells how one without a uid fared', () => {
    expect(stale({ met: { whole: OTHER_UID, withoutUid: OK } }).evidence).toMatch(
      /without the uid in it HTTP 200$/,
    );
  });

  test('that was not tried is not measured', () => {
    expect(measuredBy(CLIENT_ROWS, 5, {}).measured).toBe(NOT_MEASURED);
  });
});

describe('a resumed watch', () => {
  const EXPIRED = { code: 410, words: 'too old resource version' };
  test.each([
    ['told everything', { made: [801, 802], told: [801, 802] }, '='],
    ['told what came late alone', { made: [500, 501, 801], told: [801] }, '! silently stale'],
    ['told nothing', { made: [500], told: [] }, '! silently stale'],
    ['refused, and lists', { ended: EXPIRED, relisted: OK }, '410, relist'],
    ['refused, and cannot list', { ended: EXPIRED, relisted: { code: 500 } }, 'HTTP 410'],
    ['refused otherwise', { ended: { code: 504 }, relisted: OK }, 'HTTP 504'],
  ])('that is %s', (_, found, said) => {
    const resumedWatch = { from: 800, ...found } as ResumedWatch;
    expect(measuredBy(CLIENT_ROWS, 6, { resumedWatch }).measured).toBe(said);
  });
});
