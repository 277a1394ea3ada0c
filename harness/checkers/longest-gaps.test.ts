import { describe, expect, test } from '@jest/globals';
import { judgeRecords } from './testing/judge-records';
import { JournalBuilder } from './testing/journal-builder';

const measured = (run: JournalBuilder) =>
  judgeRecords(run.end()).measurements.filter(({ name }) => name.startsWith('longest-'));

describe('the longest gaps of a run', () => {
  test('hold what a fault cost, which the gap of a step does not', () => {
    const fault = { type: 'fault', fault: 1, name: 'isolate', target: 'm1', quorum: true } as const;
    const run = new JournalBuilder().client(1);
    run.tell({ type: 'phase', name: 'from' });
    run.put(1, 'k', '1');
    run.read(1, 'k');
    run.tell({ ...fault, state: 'inject' });
    run.wait(1).read(1, 'k');
    run.wait(0.9).put(1, 'k', '2');
    run.tell({ ...fault, state: 'heal' });
    run.tell({ ...fault, state: 'healed' });
    run.tell({ type: 'phase', name: 'step-1' });
    run.wait(0.3).put(1, 'k', '3');
    run.read(1, 'k');
    expect(measured(run)).toMatchObject([
      {
        name: 'longest-write-gap',
        value: expect.closeTo(1.9, 2),
        unit: 's',
        during: { phase: 'from', faults: [{ name: 'isolate', target: 'm1' }] },
      },
      { name: 'longest-read-gap', value: expect.closeTo(1.2, 2), during: { phase: 'from' } },
    ]);
  });

  test('say when, and that no fault was in force', () => {
    const run = new JournalBuilder().client(1);
    run.tell({ type: 'phase', name: 'from' });
    run.put(1, 'k', '1');
    run.wait(2).put(1, 'k', '2');
    const [gap, ...others] = measured(run);
    expect(others).toEqual([]);
    expect(gap?.during).toMatchObject({ phase: 'from', faults: [] });
    expect((gap?.during?.to ?? 0) - (gap?.during?.from ?? 0)).toBeCloseTo(gap?.value ?? 0, 6);
  });

  test('are not measured where clients did nothing', () => {
    expect(measured(new JournalBuilder().client(1))).toEqual([]);
  });
});
