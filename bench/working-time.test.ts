import { describe, expect, test } from '@jest/globals';
import type { JournalRecord, RecordOf } from '../harness/journal/record';
import { working } from './working-time';

const phase = (name: string, t: number): JournalRecord => ({ type: 'phase', name, t });
const end = (reason: RecordOf<'end'>['reason']): JournalRecord => ({ type: 'end', t: 99e6, reason });
const phases = [phase('start', 0), phase('from', 2e6), phase('step-1', 20e6), phase('finish', 42.5e6)];

describe('working', () => {
  test('is the time between start and finish', () => {
    expect(working([...phases, end('finished')])).toBe(40.5);
  });

  test.each(['broken-off', 'interrupted', 'error'] as const)('refuses a run that ended as %s', (reason) => {
    expect(() => working([...phases, end(reason)])).toThrow(`not finished but ${reason}`);
  });

  test('refuses a journal that is cut off, or has no phases', () => {
    expect(() => working(phases)).toThrow('cut off');
    expect(() => working([end('finished')])).toThrow('no phase');
  });
});
