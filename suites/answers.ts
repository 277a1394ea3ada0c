import type { Response } from '../harness/journal/request';
import type { Outcome } from '../harness/workload/recording-client';
import { Unanswered } from './unanswered';
import { Violated } from './violated';

type KeysOf<T> = T extends unknown ? keyof T : never;
type Answers = { [K in KeysOf<Response>]: Extract<Response, Record<K, unknown>>[K] };

/**
 * What etcd answered to a request of this kind.
 * @throws Unanswered where it did not; Violated where it refused, which our requests give no reason for
 */
export function answerTo<K extends keyof Answers>(kind: K, outcome: Outcome): Answers[K] {
  if (outcome.is === 'unknown') {
    throw new Unanswered(`no answer to a ${kind} (${outcome.error})`);
  }
  if (outcome.is === 'fail') {
    throw new Violated(`a ${kind} was refused: ${outcome.error}`);
  }
  const answers: Partial<Answers> = outcome.response;
  const answer = answers[kind];
  if (answer === undefined) {
    throw new Error(`a ${kind} was answered by ${JSON.stringify(outcome.response)}`);
  }
  return answer;
}
