import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mutation, plainHistories, type Asked } from '../testing/plain-history';
import { anyPermutationExplains, type Specification } from '../testing/permutations';
import { appends, locks, registers } from '../testing/specifications';
import { runs } from '../testing/runs';
import type { SearchHistory } from './history';
import type { Model } from './model';
import { casRegister, type CasAnswered, type CasUnknown } from './models/cas-register';
import { kvAppend, type AppendAnswered, type AppendUnknown } from './models/kv-append';
import { mutex, type Locking } from './models/mutex';
import { register, type Read, type Write } from './models/register';
import type { Value } from './models/values';
import { search } from './search';

const FOREVER = { outOfTime: () => false, maxBytes: Infinity };
const value = fc.integer({ min: 0, max: 3 });

type Register = Asked<Value, CasAnswered, CasUnknown>;
const write = value.map((to): Register => {
  const action = { f: 'write', value: to } as const;
  return { answered: () => action, unknown: action };
});
const read = fc.constant<Register>({
  answered: (state) => ({ f: 'read', value: state }),
  unknown: undefined,
});
const cas = fc.tuple(value, value).map(([from, to]): Register => ({
  answered: (state) => ({ f: state === from ? 'cas' : 'refused-cas', from, to }),
  unknown: { f: 'cas', from, to },
}));
const acquireOrRelease = fc.boolean().map((wish): Asked<boolean, Locking, Locking> => {
  const action = (f: 'acquire' | 'release'): Locking => ({ f });
  return {
    // A client that asks for a lock that is held would wait, so it asks for what can be had.
    answered: (held) => action(held ? 'release' : 'acquire'),
    unknown: action(wish ? 'acquire' : 'release'),
  };
});
type Text = Asked<string, AppendAnswered, AppendUnknown>;
const piece = fc.constantFrom('a', 'b', 'ab', 'c', '');
const writeText = fc.tuple(fc.constantFrom('put', 'append', 'append'), piece).map(([f, text]): Text => {
  const action = { f, value: text } as AppendUnknown;
  return { answered: () => action, unknown: action };
});
const get = fc.constant<Text>({ answered: (state) => ({ f: 'get', value: state }), unknown: undefined });

interface Case<S, A, U> {
  readonly name: string;
  readonly model: Model<A, U>;
  readonly specification: Specification<S, A | U>;
  readonly initial: S;
  readonly asked: fc.Arbitrary<Asked<S, A, U>>;
  /** Any answered action, for lies. */
  readonly other: fc.Arbitrary<A>;
}

function agree<S, A, U>({ name, model, specification, initial, asked, other }: Case<S, A, U>): void {
  const histories = plainHistories(asked, specification, initial);

  test(`${name}: the search takes every true history for linearizable`, () => {
    fc.assert(
      fc.property(histories, (history) => {
        expect(search(history, model, FOREVER).verdict).toBe('linearizable');
      }),
      { numRuns: runs(1500) },
    );
  });

  test(`${name}: the search and the oracle agree on histories with lies in them, and its order explains them`, () => {
    const counted = { true: 0, false: 0 };
    fc.assert(
      fc.property(
        histories,
        fc.array(mutation<A, U>(other), { minLength: 1, maxLength: 3 }),
        (honest, lies) => {
          const history = lies.reduce((before, change) => change(before), honest);
          const explained = anyPermutationExplains(history, specification, initial);
          counted[`${explained}`] += 1;
          const outcome = search(history, model, FOREVER);
          expect(outcome.verdict).toBe(explained ? 'linearizable' : 'not linearizable');
          if (outcome.verdict === 'linearizable') {
            expectExplained([...outcome.orders.values()].flat(), history, specification, initial);
          }
        },
      ),
      { numRuns: runs(3500) },
    );
    expect(counted.true).toBeGreaterThan(300);
    expect(counted.false).toBeGreaterThan(300);
  });
}

/** That the order holds every answered operation once, keeps real time, and is right at each step. */
function expectExplained<S, A, U>(
  order: readonly string[],
  { answered, unknown }: SearchHistory<A, U>,
  specification: Specification<S, A | U>,
  initial: S,
): void {
  const placed = order.map((id) => [...answered, ...unknown].find((one) => one.id === id));
  expect(new Set(order).size).toBe(order.length);
  expect(answered.filter(({ id }) => !order.includes(id))).toEqual([]);
  let state: S | undefined = initial;
  let latestCall = -Infinity;
  for (const operation of placed) {
    expect(operation).toBeDefined();
    latestCall = Math.max(latestCall, operation?.call ?? Infinity);
    expect(returnOf(operation)).toBeGreaterThanOrEqual(latestCall);
    state =
      state === undefined || operation === undefined ? undefined : specification(state, operation.action);
    expect(state).toBeDefined();
  }
}

const returnOf = (operation: object | undefined): number =>
  operation !== undefined && 'returned' in operation ? Number(operation.returned) : Infinity;

const registerWrite = fc.record({ f: fc.constant('write' as const), value });
const registerRead = fc.record({ f: fc.constant('read' as const), value });

agree({
  name: 'register',
  model: register(),
  specification: registers,
  initial: null,
  asked: fc.oneof(write, read) as fc.Arbitrary<Asked<Value, Write | Read, Write>>,
  other: fc.oneof(registerWrite, registerRead, registerRead),
});
agree({
  name: 'cas-register',
  model: casRegister(0),
  specification: registers,
  initial: 0,
  asked: fc.oneof(write, read, cas, cas),
  other: fc.oneof(
    registerWrite,
    registerRead,
    fc.record({ f: fc.constantFrom('cas' as const, 'refused-cas' as const), from: value, to: value }),
  ),
});
agree({
  name: 'mutex',
  model: mutex(),
  specification: locks,
  initial: false,
  asked: acquireOrRelease,
  other: fc.record({ f: fc.constantFrom('acquire' as const, 'release' as const) }),
});
agree({
  name: 'kv-append',
  model: kvAppend('a'),
  specification: appends,
  initial: 'a',
  asked: fc.oneof(writeText, writeText, get),
  other: fc.oneof(
    fc.record({ f: fc.constantFrom('put' as const, 'append' as const), value: piece }),
    fc.record({
      f: fc.constant('get' as const),
      value: fc.array(piece, { maxLength: 4 }).map((all) => all.join('')),
    }),
  ),
});
