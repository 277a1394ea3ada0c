import type { Model } from '../model';
import { AppendMachine } from './append-machine';
import { text } from './values';

interface Put {
  readonly f: 'put';
  readonly value: string;
}
interface Append {
  readonly f: 'append';
  readonly value: string;
}
interface Get {
  readonly f: 'get';
  readonly value: string;
}

export type AppendAnswered = Put | Append | Get;
export type AppendUnknown = Put | Append;

/** A text that is replaced, added to at its end, and read whole. */
export const kvAppend = (initial = ''): Model<AppendAnswered, AppendUnknown> => ({
  machine: (part) => new AppendMachine(initial, part),
  describe({ f, value }, key) {
    const done = { put: 'wrote', append: 'appended', get: 'read' }[f];
    return f === 'append' ? `${done} ${text(value)} to ${key}` : `${done} ${key}=${text(value)}`;
  },
  withoutAnswer: ({ f, value }) => (f === 'get' ? undefined : { f, value }),
});
