import { describe, expect, test } from '@jest/globals';
import { answerTo } from './answers';
import { Unanswered } from './unanswered';

describe('answerTo', () => {
  test('gives what was answered', () => {
    expect(answerTo('put', { is: 'ok', response: { put: { revision: 7 } } })).toEqual({ revision: 7 });
  });

  test('an unknown outcome is neither an answer nor a refusal', () => {
    expect(() => answerTo('put', { is: 'unknown', error: 'deadline exceeded' })).toThrow(Unanswered);
  });

  test('a refusal is not something to try again', () => {
    const refused = () => answerTo('put', { is: 'fail', error: 'etcdserver: permission denied' });
    expect(refused).toThrow('permission denied');
    expect(refused).not.toThrow(Unanswered);
  });

  test('an answer of another kind is never taken for the one asked for', () => {
    expect(() => answerTo('range', { is: 'ok', response: { put: { revision: 7 } } })).toThrow('answered by');
  });
});
