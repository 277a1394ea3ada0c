import { performance } from 'node:perf_hooks';
import type { Answered, Begun, SearchHistory } from '../../harness/checkers/search/history';
import type { Model } from '../../harness/checkers/search/model';
import {
  casRegister,
  type CasAnswered,
  type CasUnknown,
} from '../../harness/checkers/search/models/cas-register';
import {
  kvAppend,
  type AppendAnswered,
  type AppendUnknown,
} from '../../harness/checkers/search/models/kv-append';
import { mutex, type Locking } from '../../harness/checkers/search/models/mutex';
import { search, type SearchOutcome } from '../../harness/checkers/search/search';
import type { BenchOperation, Case } from './generate';

/** What one side made of a case. */
export interface Timed {
  readonly ns: number;
  readonly result: 'Ok' | 'Illegal' | 'Unknown';
}

const RESULTS = { linearizable: 'Ok', 'not linearizable': 'Illegal', inconclusive: 'Unknown' } as const;

/** A case, ready to be judged: reading it in is not measured, on neither side. */
export function prepared({ model, operations }: Case): () => SearchOutcome {
  switch (model) {
    case 'cas-register':
      return judging(operations, casRegister(-1), register, register as (one: BenchOperation) => CasUnknown);
    case 'mutex':
      return judging(operations, mutex(), lock, lock);
    case 'kv-append':
      return judging(operations, kvAppend(), text, text as (one: BenchOperation) => AppendUnknown);
  }
}

/** @param least milliseconds to go on for, so that a quick case is measured often */
export function timeOurs(judge: () => SearchOutcome, least: number): Timed {
  const begun = performance.now();
  let outcome = judge();
  let times = 1;
  for (; performance.now() - begun < least; times += 1) {
    outcome = judge();
  }
  return { ns: ((performance.now() - begun) * 1e6) / times, result: RESULTS[outcome.verdict] };
}

function judging<A, U>(
  operations: readonly BenchOperation[],
  model: Model<A, U>,
  answer: (one: BenchOperation) => A,
  attempt: (one: BenchOperation) => U,
): () => SearchOutcome {
  const answered: Answered<A>[] = [];
  const unknown: Begun<U>[] = [];
  operations.forEach((one, i) => {
    const begun = { id: `${one.client}.${i}`, client: one.client, key: one.key, call: one.call };
    if (one.unknown) {
      unknown.push({ ...begun, action: attempt(one) });
    } else {
      answered.push({ ...begun, returned: one.return, action: answer(one) });
    }
  });
  const history: SearchHistory<A, U> = { answered, unknown };
  return () => {
    const deadline = performance.now() + 2_000;
    return search(history, model, { outOfTime: () => performance.now() > deadline, maxBytes: 2 ** 31 });
  };
}

const register = ({ f, a = 0, b = 0 }: BenchOperation): CasAnswered =>
  f === 'cas' || f === 'refused-cas' ? { f, from: a, to: b } : { f: f === 'write' ? f : 'read', value: a };
const lock = ({ f }: BenchOperation): Locking => ({ f: f === 'acquire' ? f : 'release' });
const text = ({ f, text: value = '' }: BenchOperation): AppendAnswered => ({
  f: f === 'put' || f === 'append' ? f : 'get',
  value,
});
