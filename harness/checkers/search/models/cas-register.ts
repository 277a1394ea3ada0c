import type { Model } from '../model';
import type { Read, Write } from './register';
import { text, ValueMachine, type Rule, type Value } from './values';

interface Cas {
  readonly f: 'cas';
  readonly from: Value;
  readonly to: Value;
}
/** One that was answered "the value is another", which says as much as a read does. */
interface RefusedCas {
  readonly f: 'refused-cas';
  readonly from: Value;
  readonly to: Value;
}

export type CasAnswered = Write | Read | Cas | RefusedCas;
export type CasUnknown = Write | Cas;

function ruleOf(action: CasAnswered): Rule {
  switch (action.f) {
    case 'write':
      return { becomes: action.value };
    case 'read':
      return { is: action.value };
    case 'cas':
      return { is: action.from, becomes: action.to };
    case 'refused-cas':
      return { isNot: action.from };
  }
}

/** A register with writes, reads, and compare-and-swap. */
export const casRegister = (initial: Value = null): Model<CasAnswered, CasUnknown> => ({
  machine: (part) => new ValueMachine(initial, part, ruleOf),
  describe(action, key) {
    switch (action.f) {
      case 'write':
        return `wrote ${key}=${text(action.value)}`;
      case 'read':
        return `read ${key}=${text(action.value)}`;
      case 'cas':
        return `changed ${key} from ${text(action.from)} to ${text(action.to)}`;
      case 'refused-cas':
        return `was told that ${key} is not ${text(action.from)}`;
    }
  },
  withoutAnswer(action) {
    switch (action.f) {
      case 'write':
      case 'cas':
        return action;
      case 'refused-cas':
        return { ...action, f: 'cas' };
      case 'read':
        return undefined;
    }
  },
  need(action) {
    if (action.f === 'write' || action.f === 'refused-cas') {
      return undefined;
    }
    const value = action.f === 'read' ? action.value : action.from;
    const isMetBy = (other: CasAnswered): boolean =>
      (other.f === 'write' && other.value === value) || (other.f === 'cas' && other.to === value);
    return value === initial ? undefined : { value: text(value), verb: 'wrote', isMetBy };
  },
});
