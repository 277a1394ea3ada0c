import type { Model } from '../model';
import { ValueMachine, type Rule } from './values';

interface Acquire {
  readonly f: 'acquire';
}
interface Release {
  readonly f: 'release';
}

export type Locking = Acquire | Release;

const ruleOf = ({ f }: Locking): Rule =>
  f === 'acquire' ? { is: 'free', becomes: 'held' } : { is: 'held', becomes: 'free' };

/** A lock that one client at a time can have. Who gives it back is not looked at. */
export const mutex = (initial: 'free' | 'held' = 'free'): Model<Locking, Locking> => ({
  machine: (part) => new ValueMachine(initial, part, ruleOf),
  describe: ({ f }, key) => `${f === 'acquire' ? 'acquired' : 'released'} ${key}`,
  withoutAnswer: (action) => action,
  need: ({ f }) => ({
    value: 'it',
    verb: f === 'acquire' ? 'released' : 'acquired',
    isMetBy: (other) => other.f !== f,
  }),
});
