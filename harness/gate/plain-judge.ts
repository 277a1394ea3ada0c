import { ZodError } from 'zod';
import type { SearchHistory } from '../checkers/search/history';
import { judgePlain, type Judged } from '../checkers/search/judge-plain';
import type { Value } from '../checkers/search/models/values';
import { searchHistoryOf } from '../checkers/search/plain-history';
import { PLAIN_MODELS, type PlainModel, type PlainModelName } from '../checkers/search/plain-models';
import { search, type Budget, type SearchOutcome } from '../checkers/search/search';
import { Refusal } from '../errors/refusal';
import type { PlainJournal } from '../journal/plain-reader';
import { printable } from '../../reports/printable';

/** A plain history, as a model has it, whatever its operations are. */
export interface PlainSearch {
  /** Operations, by key. */
  readonly counts: ReadonlyMap<string, number>;
  /** @param keys all of them where absent */
  readonly search: (budget: Budget, keys?: ReadonlySet<string>) => SearchOutcome;
  readonly judge: (outcome: SearchOutcome, budget: Budget) => Judged;
}

/** @throws Refusal (usage) where an operation is none of the model's */
type PlainJudge = (journal: PlainJournal) => PlainSearch;

/**
 * @param text what each key holds at first, as JSON or a word; undefined for the model's own
 * @throws Refusal (usage) for an initial value that the model cannot hold
 */
export function plainJudge(name: PlainModelName, text: string | undefined): PlainJudge {
  const initial = text === undefined ? null : valueOf(text, name);
  try {
    switch (name) {
      case 'register':
        return judgeBy(PLAIN_MODELS[name](initial));
      case 'cas-register':
        return judgeBy(PLAIN_MODELS[name](initial));
      case 'mutex':
        return judgeBy(PLAIN_MODELS[name](initial));
      case 'kv-append':
        return judgeBy(PLAIN_MODELS[name](initial));
    }
  } catch (error) {
    if (error instanceof ZodError) {
      throw Refusal.usage(`--initial "${printable(text ?? '', 80)}" is nothing that a ${name} can hold`);
    }
    throw error;
  }
}

const judgeBy =
  <A, U extends A>(plain: PlainModel<A, U>): PlainJudge =>
  (journal) => {
    const history = searchHistoryOf(journal, plain);
    return {
      counts: countsOf(history),
      search: (budget, keys) =>
        search(keys === undefined ? history : ofKeys(history, keys), plain.model, budget),
      judge: (outcome, budget) => judgePlain({ journal, history, outcome }, plain, budget),
    };
  };

function countsOf<A, U>({ answered, unknown }: SearchHistory<A, U>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const operations of [answered, unknown]) {
    for (const { key } of operations) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

const ofKeys = <A, U>(
  { answered, unknown }: SearchHistory<A, U>,
  keys: ReadonlySet<string>,
): SearchHistory<A, U> => ({
  answered: answered.filter(({ key }) => keys.has(key)),
  unknown: unknown.filter(({ key }) => keys.has(key)),
});

/** JSON where it is such, so that 0 is a number; a word is itself. A text is never anything else. */
function valueOf(text: string, name: PlainModelName): Value {
  if (name === 'kv-append') {
    return text;
  }
  try {
    const value: unknown = JSON.parse(text);
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) {
      return value as Value;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw error;
    }
  }
  return text;
}
