import { describe, expect, test } from '@jest/globals';
import { ExitCode } from '../../errors/exit-code';
import { refusalLine, refusalOf } from '../testing/refusal-of';
import { readThresholds, SETTABLE } from './thresholds';

describe('--threshold', () => {
  test('only bounds of the operator can be set', () => {
    expect(SETTABLE).toEqual([
      'upgrade-gap',
      'answers-after-heal',
      'leader-hand-over',
      'api-gap',
      'harness-lag',
    ]);
  });

  test('is repeatable, and wins over the file one by one', () => {
    const file = { 'upgrade-gap': 9, 'harness-lag': 100 };
    expect(readThresholds(['upgrade-gap=2.5', 'answers-after-heal=0'], file, 3)).toEqual({
      'upgrade-gap': 2.5,
      'answers-after-heal': 0,
      'leader-hand-over': 25,
      'api-gap': 10,
      'harness-lag': 100,
    });
    const defaults = {
      'upgrade-gap': 5,
      'answers-after-heal': 10,
      'harness-lag': 500,
      'api-gap': 10,
      'leader-hand-over': 25,
    };
    expect(readThresholds('upgrade-gap=3', {}, 1)).toEqual({ ...defaults, 'upgrade-gap': 3, 'api-gap': 30 });
    expect(readThresholds(undefined, {}, 3)).toEqual(defaults);
    expect(readThresholds(undefined, {}, 1)).toEqual({ ...defaults, 'upgrade-gap': 30, 'api-gap': 30 });
  });

  test.each([
    ['upgrade-gap', '--threshold "upgrade-gap" must be ID=VALUE, as in upgrade-gap=5'],
    ['upgrade-gap=', '--threshold upgrade-gap must be a number of at least 0, not ""'],
    ['upgrade-gap=NaN', '--threshold upgrade-gap must be a number of at least 0, not "NaN"'],
    ['upgrade-gap=Infinity', '--threshold upgrade-gap must be a number of at least 0, not "Infinity"'],
    ['upgrade-gap=-1', '--threshold upgrade-gap must be a number of at least 0, not "-1"'],
    ['upgrade-gap=0x5', '--threshold upgrade-gap must be a number of at least 0, not "0x5"'],
    ['upgrade-gap=5s', '--threshold upgrade-gap must be a number of at least 0, not "5s"'],
    [
      `upgrade-gap=${'9'.repeat(400)}`,
      `--threshold upgrade-gap must be a number of at least 0, not "${'9'.repeat(79)}…"`,
    ],
    ['upgrade-gab=5', '--threshold: no criterion "upgrade-gab"; did you mean "upgrade-gap"?'],
    [
      '__proto__=5',
      expect.stringMatching(/^--threshold: no criterion "__proto__"; there are: linearizable, /),
    ],
    [
      'linearizable=1',
      expect.stringMatching(/^--threshold: linearizable has no bound of yours to set; those /),
    ],
    [
      'faults-proven=0',
      expect.stringMatching(/^--threshold: faults-proven has no bound of yours to set; those /),
    ],
  ])('%s is refused', (text, line) => expect(refusalLine(() => readThresholds(text, {}, 3))).toEqual(line));

  test('one given twice is refused', () => {
    const refusal = refusalOf(() => readThresholds(['upgrade-gap=5', 'upgrade-gap=6'], {}, 3));
    expect(refusal.message).toBe('--threshold upgrade-gap is given twice; give it once');
    expect(refusal.exitCode).toBe(ExitCode.usage);
  });
});
