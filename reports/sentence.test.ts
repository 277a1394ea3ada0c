import { describe, expect, test } from '@jest/globals';
import { closingLines } from './closing-lines';
import { describeJudgement } from './describe-judgement';
import { sentence } from './sentence';
import { failing, hostile, inconclusive, interrupted, judged, passing } from './testing/sample-result';

describe('sentence', () => {
  test('of a pass', () => {
    expect(sentence(passing)).toBe(
      'PASS: 22 of 22 criteria, 31,204 operations, 1 of 1 fault proven, worst gap of a step 1.83 s (step 2), ' +
        'longest gap 1.9 s (isolate m1). ' +
        'Not tested: power cut (needs root).',
    );
  });

  test('of a pass without faults, steps or anything left out', () => {
    const criteria = [judged('cas-atomic')];
    expect(sentence({ ...passing, criteria, faults: [], measurements: [], notRun: [] })).toBe(
      'PASS: 1 of 1 criterion, 31,204 operations, no faults.',
    );
  });

  test('of a pass without steps has the longest gap alone, and the phase where no fault was in force', () => {
    const during = { from: 1, to: 2, phase: 'from', faults: [] };
    const measurements = [
      { name: 'longest-write-gap', value: 0.25, unit: 's' },
      { name: 'longest-read-gap', value: 1, unit: 's', during },
    ];
    expect(sentence({ ...passing, criteria: [judged('cas-atomic')], measurements, notRun: [] })).toBe(
      'PASS: 1 of 1 criterion, 31,204 operations, 1 of 1 fault proven, longest gap 1 s (from).',
    );
  });

  test('of a pass in which nothing but what came back was looked at', () => {
    const matrix = [{ row: 2, title: 'uid', cells: {} }];
    const criteria = [judged('fidelity-measured')];
    expect(sentence({ ...passing, criteria, matrix, faults: [], measurements: [], notRun: [] })).toBe(
      'PASS: 1 of 1 criterion, 1 row of what came back.',
    );
  });

  test('what was not tested is grouped by its reason', () => {
    const notRun = [
      { id: 'power-cut', why: 'needs root' },
      { id: 'disk-full', why: 'needs root' },
      { id: 'clock', why: 'later' },
    ];
    expect(sentence({ ...passing, notRun })).toContain(
      ' Not tested: power cut, disk full (needs root); clock (later).',
    );
  });

  test('of many things that were not tested for one reason names the first ones', () => {
    const notRun = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id, why: 'left out' }));
    expect(sentence({ ...passing, notRun })).toMatch(/ Not tested: a, b, c, d and 2 more \(left out\)\.$/);
    expect(sentence({ ...passing, notRun: notRun.slice(1) })).toMatch(/: b, c, d, e, f \(left out\)\.$/);
  });

  test('of a failure names the first finding', () => {
    expect(sentence({ ...failing, notRun: [] })).toBe(
      'FAIL: Put of key "r3" at revision 812 was acknowledged, and no member has it (UPG-1); ' +
        '1 of 22 criteria failed: no-lost-writes.',
    );
  });

  test('of a failure without a finding falls back on the evidence', () => {
    expect(sentence({ ...failing, findings: [] })).toContain(
      'FAIL: 2 acknowledged writes are missing on m1 (UPG-1);',
    );
  });

  test('inconclusive says whether repeating helps', () => {
    expect(sentence({ ...inconclusive, notRun: [] })).toBe(
      'INCONCLUSIVE: faults-proven: 8 of 9 faults proven; freeze of m2 was not. Repeating helps where a machine ' +
        'under load made a probe late; it does not where a fault cannot work.',
    );
  });

  test('inconclusive names the condition of the run before what follows from it', () => {
    const criteria = [
      judged('members-agree', { verdict: 'inconclusive', evidence: 'could not be compared: m1' }),
      judged('load-enough', { verdict: 'inconclusive', evidence: '3 minima not met' }),
      judged('journal-whole', { verdict: 'inconclusive', evidence: 'cut off at line 7' }),
    ];
    expect(sentence({ ...inconclusive, criteria, notRun: [] })).toBe(
      'INCONCLUSIVE: journal-whole (and 2 more): cut off at line 7. Repeating the run helps; checking this journal ' +
        'again does not, since what is missing stays missing.',
    );
  });

  test('inconclusive without an open criterion says that the record is cut off', () => {
    const criteria = [judged('linearizable')];
    expect(sentence({ ...inconclusive, criteria, notRun: [] })).toMatch(
      /^INCONCLUSIVE: the record is cut off;/,
    );
    expect(sentence({ ...inconclusive, criteria: [], notRun: [] })).toBe('INCONCLUSIVE: nothing was judged.');
  });

  test('without a verdict never claims one', () => {
    expect(sentence(interrupted)).toMatch(/^INTERRUPTED: /);
    expect(sentence({ ...interrupted, interrupted: false, exitCode: 3, error: 'no Go' })).toBe(
      'NOT JUDGED: no Go',
    );
    expect(sentence({ ...failing, interrupted: true, exitCode: 130 })).toMatch(
      /^INTERRUPTED, judged up to there: FAIL: /,
    );
  });

  test('sabotage is stamped in front', () => {
    expect(sentence({ ...failing, sabotage: 'wal-tail' })).toMatch(/^SABOTAGED \(wal-tail\): FAIL: /);
  });

  test('stays one line, and short, whatever it quotes', () => {
    expect(sentence(hostile)).not.toMatch(/[\n\r\u001b\u0000]/);
    expect(sentence(hostile).length).toBeLessThan(3000);
  });
});

describe('closing lines', () => {
  test('of a failure say where the evidence is and how to repeat', () => {
    expect(closingLines(failing, 'out').slice(1)).toEqual([
      'Evidence: out/result.json, out/journal.jsonl',
      'Repeat: etcd-assay gate --from 3.5.35 --to 3.6.16 --seed 7',
    ]);
  });

  test('name what is large, where it is kept', () => {
    expect(closingLines(failing, 'out', '367 MiB')).toContain("Members' data: out/nodes, 367 MiB");
  });

  test('of a pass point to the report', () => {
    expect(closingLines(passing, 'out')).toEqual([sentence(passing), 'Report: out/summary.md']);
  });
});

describe('describeJudgement', () => {
  test('shows table, findings and sentence', () => {
    const lines = describeJudgement({ ...failing, verdict: 'fail' });
    expect(lines[0]).toMatch(/^claim/);
    expect(lines.join(' ')).toContain('was acknowledged, and no member has it. [3.17, 9.1]');
    expect(lines.at(-1)).toMatch(/^FAIL: /);
  });

  test('counts the findings that it leaves out', () => {
    const findings = Array.from({ length: 25 }, () => failing.findings).flat();
    expect(describeJudgement({ ...failing, verdict: 'fail', findings })).toContain(
      'and 15 more findings (--json shows all)',
    );
  });
});
