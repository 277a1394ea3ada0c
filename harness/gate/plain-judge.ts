import { ZodError } from 'zod';
import { judgePlain, type SearchedJournal } from '../checkers/search/judge-plain';
import type { Value } from '../checkers/search/models/values';
import { searchHistoryOf } from '../checkers/search/plain-history';
import { PLAIN_MODELS, type PlainModel, type PlainModelName } from '../checkers/search/plain-models';
import { search, type Budget, type SearchOutcome } from '../checkers/search/search';
import { Refusal } from '../errors/refusal';
import type { PlainJournal } from '../journal/plain-reader';
import type { Judgement } from '../result/result';
import { printable } from '../../reports/printable';

/** A model with what each key holds at first, whatever its operations are. */
export interface PlainJudge {
  /** Of a journal that is to be searched. @throws Refusal (usage) where an operation is none of the model's */
  readonly searcher: (journal: PlainJournal) => Searcher;
  readonly judge: (searched: readonly SearchedJournal[], budget: Budget) => Judgement;
}

interface Searcher {
  /** Operations, by key. */
  readonly counts: ReadonlyMap<string, number>;
  /** @param keys all of them where absent */
  readonly search: (budget: Budget, keys?: ReadonlySet<string>) => SearchOutcome;
}

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

const judgeBy = <A, U extends A>(plain: PlainModel<A, U>): PlainJudge => ({
  searcher: (journal) => {
    const history = searchHistoryOf(journal, plain);
    const counts = new Map<string, number>();
    for (const operations of [history.answered, history.unknown]) {
      for (const { key } of operations) {
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    return {
      counts,
      search: (budget, keys) => {
        const isMine = ({ key }: { readonly key: string }): boolean => keys?.has(key) ?? true;
        const mine = {
          answered: history.answered.filter(isMine),
          unknown: history.unknown.filter(isMine),
        };
        return search(mine, plain.model, budget);
      },
    };
  },
  judge: (searched, budget) => judgePlain(searched, plain, budget),
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
