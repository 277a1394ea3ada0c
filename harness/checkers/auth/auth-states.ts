import type { AuthContent } from '../../journal/auth';
import type { RecordOf } from '../../journal/record';
import { effectOf } from './auth-model';

type Auth = RecordOf<'auth'>;

/** What users and roles may be: the content, and which of the undecided changes have done their part in it. */
interface State {
  readonly content: AuthContent;
  /** Change → etcd's refusal of it, or `done`. */
  readonly did: ReadonlyMap<string, string>;
}

/** More ways than this come of very many changes without an answer. */
const MOST_STATES = 2_000;

export type Possible =
  | { readonly is: 'possible'; readonly contents: readonly AuthContent[] }
  /** No order of the changes gives what this one was told. */
  | { readonly is: 'contradicted'; readonly by: Auth }
  | { readonly is: 'too many' };

/**
 * What may be in the end, from what clients asked for and were told: every order that real time allows, and a change
 * without an answer at any time after it was asked for, or never.
 * @param before what was there before the first of them
 * @param records of names that have nothing to do with any others, in the order of the journal
 */
export function possibleContents(before: AuthContent, records: readonly Auth[]): Possible {
  let states: readonly State[] = [{ content: before, did: new Map() }];
  const pending = new Map<string, Auth>();
  for (const record of records) {
    const { op, state, error } = record;
    if (state === 'asked') {
      pending.set(op, record);
    } else if (state !== 'unknown') {
      const ways = everyWay(states, [...pending.values()]);
      if (ways.length > MOST_STATES) {
        return { is: 'too many' };
      }
      const told = state === 'ok' ? DONE : error;
      states = settled(ways, op, told);
      pending.delete(op);
      if (states.length === 0) {
        return { is: 'contradicted', by: record };
      }
    }
  }
  const last = everyWay(states, [...pending.values()]);
  return last.length > MOST_STATES
    ? { is: 'too many' }
    : {
        is: 'possible',
        contents: distinct(last.map(({ content }) => ({ content, did: new Map() }))).map(
          ({ content }) => content,
        ),
      };
}

const DONE = 'done';

/** All that any of the pending changes, in any order, may have made of it by now. */
function everyWay(states: readonly State[], pending: readonly Auth[]): State[] {
  const found = new Map(states.map((state) => [keyOf(state), state]));
  const open = [...found.values()];
  for (let state = open.pop(); state !== undefined && found.size <= MOST_STATES; state = open.pop()) {
    for (const { op, change } of pending) {
      if (!state.did.has(op)) {
        const effect = effectOf(state.content, change);
        const [content, outcome] =
          'content' in effect ? [effect.content, DONE] : [state.content, effect.refusal];
        const next = { content, did: new Map([...state.did, [op, outcome]]) };
        const key = keyOf(next);
        if (!found.has(key)) {
          found.set(key, next);
          open.push(next);
        }
      }
    }
  }
  return [...found.values()];
}

/** The ways in which a change did what its client was told, which need not be remembered any more. */
const settled = (ways: readonly State[], op: string, told: string | undefined): State[] =>
  distinct(
    ways
      .filter(({ did }) => did.get(op) === told)
      .map(({ content, did }) => ({ content, did: new Map([...did].filter(([other]) => other !== op)) })),
  );

const distinct = (states: readonly State[]): State[] => [
  ...new Map(states.map((state) => [keyOf(state), state])).values(),
];

const keyOf = ({ content, did }: State): string => JSON.stringify([content, [...did].sort()]);
