import { describe, expect, test } from '@jest/globals';
import { answersAfterHeal } from './answers-after-heal';
import { buildHistory } from './testing/build-history';
import { JournalBuilder } from './testing/journal-builder';
import { upgradeGap } from './upgrade-gap';

/** A step in which nothing is answered for 7 s, and the harness's own lag at its end in milliseconds. */
function silent(lag: number): JournalBuilder {
  const run = new JournalBuilder().client(1);
  run.tell({ type: 'phase', name: 'from' });
  run.put(1, 'k', '1');
  run.read(1, 'k');
  run.tell({ type: 'phase', name: 'step-1' });
  run.wait(7);
  run.tell({ type: 'sample', name: 'event-loop-lag', value: lag });
  run.put(1, 'k', '2');
  run.read(1, 'k');
  return run;
}

const gap = (lag: number) => upgradeGap(buildHistory(silent(lag).end()), 5);

describe('a gap while the harness itself stood still', () => {
  test("is etcd's where the harness was well", () => {
    expect(gap(200)).toMatchObject({ missing: undefined, findings: [{}, {}] });
  });

  test('shows nothing where what is left of it is within the bound', () => {
    const { missing, findings, worst } = gap(6_500);
    expect(findings).toEqual([]);
    expect(worst).toBeDefined();
    expect(missing).toMatch(/^of 7 s without writes in step-1 the harness itself stood still for 6\.5 s$/);
  });

  test("is etcd's where what is left of it is still beyond the bound", () => {
    expect(gap(1_500).findings).toHaveLength(2);
  });
});

test('a member that is late while the harness stands still is not accused, and does not pass', () => {
  const late = (lag: number) => {
    const run = new JournalBuilder().client(1);
    const fault = { type: 'fault', fault: 1, name: 'isolate', target: 'm1', quorum: true } as const;
    run.tell({ ...fault, state: 'inject' });
    run.tell({ ...fault, state: 'heal' });
    const asked = run.now;
    run.wait(12);
    run.tell({ type: 'sample', name: 'event-loop-lag', value: lag });
    run.operate(1, { range: { key: 'k' } }, { invoke: asked + 1, returned: run.now + 1 });
    run.tell({ ...fault, state: 'healed' });
    return answersAfterHeal(buildHistory(run.end()), 10);
  };
  expect(late(11_000)).toMatchObject({ findings: [], open: ['m1'] });
  expect(late(200)).toMatchObject({ findings: [{}], open: [] });
});
