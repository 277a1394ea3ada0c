import { IGNORED, IMPOSSIBLE, type Machine } from '../model';
import type { Part } from '../part';

/** What a register holds. */
export type Value = string | number | boolean | null;

/** What an action has to find, or not to find, and what it leaves. */
export type Rule =
  { readonly is: Value; readonly becomes?: Value } | { readonly becomes: Value } | { readonly isNot: Value };

/** In place of a value's number; what becomes nothing cannot be a step. */
const NONE = IMPOSSIBLE;
/** Above the number of values that a history in memory can have. */
const VALUES = 2 ** 25;

/** An object that holds one value, with rules for actions. Registers and locks are such. */
export class ValueMachine<A, U> implements Machine {
  readonly initial: number;
  readonly unknown: readonly number[];
  private readonly numbers = new Map<Value, number>();
  private readonly is: number[] = [];
  private readonly isNot: number[] = [];
  private readonly becomes: number[] = [];

  constructor(initial: Value, { answered, unknown }: Part<A, U>, ruleOf: (action: A | U) => Rule) {
    this.initial = this.numberOf(initial);
    for (const action of answered.actions) {
      this.add(ruleOf(action));
    }
    const known = new Map<number, number>();
    this.unknown = unknown.actions.map((action) => this.addOnce(ruleOf(action), known));
    this.unknown = this.withoutUnsought();
  }

  observes(state: number, action: number): boolean {
    const is = this.is[action] as number;
    const becomes = this.becomes[action] as number;
    return becomes === NONE && (is === NONE ? this.isNot[action] !== state : is === state);
  }

  step(state: number, action: number): number {
    const is = this.is[action] as number;
    return is === NONE || is === state ? (this.becomes[action] as number) : IMPOSSIBLE;
  }

  bytes(): number {
    return 0;
  }

  private numberOf(value: Value): number {
    let number = this.numbers.get(value);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(value, number);
    }
    return number;
  }

  private add(rule: Rule): number {
    this.is.push('is' in rule ? this.numberOf(rule.is) : NONE);
    this.isNot.push('isNot' in rule ? this.numberOf(rule.isNot) : NONE);
    const changes = 'becomes' in rule && !('is' in rule && rule.is === rule.becomes);
    return this.becomes.push(changes ? this.numberOf(rule.becomes) : NONE) - 1;
  }

  /** Rules of unknown operations are few; each that was there before is the same action. */
  private addOnce(rule: Rule, known: Map<number, number>): number {
    const action = this.add(rule);
    const code = ((this.is[action] as number) + 1) * VALUES + (this.becomes[action] as number) + 1;
    const before = known.get(code);
    if (before !== undefined) {
      return before;
    }
    known.set(code, action);
    return action;
  }

  /** An unknown operation explains nothing if nobody needs the value that it leaves, nor the old one's being gone. */
  private withoutUnsought(): readonly number[] {
    if (this.unknown.length === 0 || this.isNot.some((value) => value !== NONE)) {
      return this.unknown;
    }
    const sought = new Set(this.is);
    return this.unknown.map((action) => (sought.has(this.becomes[action] as number) ? action : IGNORED));
  }
}

/** A value in a sentence: a string as it is where nobody can take it for something else. */
export const text = (value: Value): string =>
  typeof value === 'string' && /^[A-Za-z_][\w./-]*$/.test(value) ? value : JSON.stringify(value);
