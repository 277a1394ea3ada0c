import { describe, expect, test } from '@jest/globals';
import { assertionsOf, type TestOutcome } from './assertions';

const file = (...testResults: TestOutcome[]) => ({
  testFilePath: '/home/suites/x/dist/suites/cas/guards.suite.js',
  testResults,
});
const passed = { title: 'CAS-3 a guard works', status: 'passed', failureMessages: [] };

describe('assertionsOf', () => {
  test('names suite, claim and title', () => {
    expect(assertionsOf(file(passed), 'mixed-1', 5)).toEqual([
      {
        type: 'assertion',
        t: 5,
        suite: 'cas',
        claim: 'CAS-3',
        title: 'a guard works',
        phase: 'mixed-1',
        ok: true,
      },
    ]);
  });

  test('a failure keeps its words, without colours and stack', () => {
    const message =
      'Error: \u001b[2mexpect(\u001b[22mreceived).toBe(1)\n\nReceived: 2\n    at Object.<anonymous> (/x.js:1:2)';
    const [assertion] = assertionsOf(
      file({ ...passed, status: 'failed', failureMessages: [message] }),
      'to',
      5,
    );
    expect(assertion).toMatchObject({ ok: false, message: 'Error: expect(received).toBe(1)\n\nReceived: 2' });
  });

  const failed = (...failureMessages: string[]) => ({ ...passed, status: 'failed', failureMessages });

  test('an experiment that did not come about is undecided', () => {
    const [assertion] = assertionsOf(file(failed('Unanswered: no answer to a put')), 'to', 5);
    expect(assertion).toMatchObject({ ok: false, undecided: true });
  });

  test.each([
    'TypeError: x is not a function',
    'Error: connect ECONNREFUSED',
    'Error: Exceeded timeout of 5 ms',
  ])('an error of the suite itself is no verdict: %s', (message) => {
    expect(() => assertionsOf(file(failed(message)), 'to', 5)).toThrow(`failed by itself: ${message}`);
  });

  test.each(['Violated: a put was refused', 'WaitedInVain: waited 5 s for the lock to be released'])(
    'a contradiction counts beside an error of the suite: %s',
    (message) => {
      const [assertion] = assertionsOf(file(failed(message, 'TypeError: x')), 'to', 5);
      expect(assertion).toMatchObject({ ok: false, message: `${message}\nTypeError: x` });
      expect(assertion).not.toHaveProperty('undecided');
    },
  );

  test.each(['pending', 'skipped', 'todo', 'disabled'])('a test that is %s is no verdict', (status) => {
    expect(() => assertionsOf(file({ ...passed, status }), 'to', 5)).toThrow(`was not run: ${status}`);
  });

  test('a test without a claim is an error of the suite', () => {
    expect(() => assertionsOf(file({ ...passed, title: 'a guard works' }), 'to', 5)).toThrow(
      'names no claim',
    );
  });

  test('a file that could not be run is no verdict', () => {
    const broken = { ...file(), testExecError: { message: 'Cannot find module' } };
    expect(() => assertionsOf(broken, 'to', 5)).toThrow('could not be run: Cannot find module');
  });
});
