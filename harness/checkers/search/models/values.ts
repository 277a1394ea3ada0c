import { IGNORED, IMPOSSIBLE, type Machine } from '../model';

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
export class ValueMachine implements Machine {
  readonly initial: number;
  readonly answered: Int32Array;
  readonly unknown: Int32Array;
  private readonly numbers = new Map<Value, number>();
  private readonly actions = new Map<number, number>();
  private readonly is: number[] = [];
  private readonly isNot: number[] = [];
  private readonly becomes: number[] = [];

  constructor(initial: Value, answered: readonly Rule[], unknown: readonly Rule[]) {
    this.initial = this.numberOf(initial);
    this.answered = this.actionsOf(answered);
    this.unknown = this.actionsOf(unknown);
    this.ignoreUnsought();
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

  private actionsOf(rules: readonly Rule[]): Int32Array {
    const actions = new Int32Array(rules.length);
    for (let i = 0; i < rules.length; i += 1) {
      actions[i] = this.actionOf(rules[i] as Rule);
    }
    return actions;
  }

  private actionOf(rule: Rule): number {
    const is = 'is' in rule ? this.numberOf(rule.is) : NONE;
    const isNot = 'isNot' in rule ? this.numberOf(rule.isNot) : NONE;
    const change = 'becomes' in rule && !('is' in rule && rule.is === rule.becomes);
    const becomes = change ? this.numberOf(rule.becomes) : NONE;
    const code = isNot === NONE ? (is + 1) * VALUES + becomes + 1 : -1 - isNot;
    let action = this.actions.get(code);
    if (action === undefined) {
      action = this.actions.size;
      this.actions.set(code, action);
      this.is.push(is);
      this.isNot.push(isNot);
      this.becomes.push(becomes);
    }
    return action;
  }

  /** An unknown operation explains nothing if nobody needs the value that it leaves, nor the old one's being gone. */
  private ignoreUnsought(): void {
    const shunned = this.isNot.some((value) => value !== NONE);
    const sought = new Set(this.is);
    for (let i = 0; !shunned && i < this.unknown.length; i += 1) {
      if (!sought.has(this.becomes[this.unknown[i] as number] as number)) {
        this.unknown[i] = IGNORED;
      }
    }
  }
}

/** A value in a sentence: a string as it is where nobody can take it for something else. */
export const text = (value: Value): string =>
  typeof value === 'string' && /^[A-Za-z_][\w./-]*$/.test(value) ? value : JSON.stringify(value);
