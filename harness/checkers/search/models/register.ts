import type { Model } from '../model';
import { text, ValueMachine, type Rule, type Value } from './values';

export interface Write {
  readonly f: 'write';
  readonly value: Value;
}
export interface Read {
  readonly f: 'read';
  readonly value: Value;
}

const ruleOf = (action: Write | Read): Rule =>
  action.f === 'write' ? { becomes: action.value } : { is: action.value };

/** A register with writes and reads. */
export const register = (initial: Value = null): Model<Write | Read, Write> => ({
  machine: (part) => new ValueMachine(initial, part, ruleOf),
  describe: ({ f, value }, key) => `${f === 'write' ? 'wrote' : 'read'} ${key}=${text(value)}`,
  withoutAnswer: (action) => (action.f === 'write' ? action : undefined),
  need: ({ f, value }) =>
    f === 'write' || value === initial
      ? undefined
      : {
          value: text(value),
          verb: 'wrote',
          isMetBy: (other) => other.f === 'write' && other.value === value,
        },
});
