import { performance } from 'node:perf_hooks';
import { ZodError } from 'zod';
import { judgePlain } from '../checkers/search/judge-plain';
import { PLAIN_MODELS, type PlainModel, type PlainModelName } from '../checkers/search/plain-models';
import type { Value } from '../checkers/search/models/values';
import { Refusal } from '../errors/refusal';
import { readPlainJournal } from '../journal/plain-reader';
import { plainResult } from '../result/plain-result';
import type { JudgedResult } from '../result/result-of';
import type { Judgement } from '../result/result';
import { printable } from '../../reports/printable';
import { thisMachine } from './machine';
import { repeatCommand } from './repeat';

export interface PlainQuestion {
  readonly paths: readonly string[];
  readonly model: PlainModelName;
  /** What each key holds at first, as JSON or a word; undefined for the model's own. */
  readonly initial: string | undefined;
  /** How long to search at the most, reading excluded. */
  readonly seconds: number;
  readonly maxBytes: number;
}

/**
 * Judges plain histories by search.
 * @throws Refusal (usage) for a line that is none, or an initial value that the model cannot hold
 */
export async function judgePlainHistories(question: PlainQuestion): Promise<JudgedResult> {
  const { paths, model, initial, seconds, maxBytes } = question;
  const startedAt = new Date().toISOString();
  const judge = judgeBy(model, initial);
  const journals = [];
  for (const path of paths) {
    journals.push(await readPlainJournal(path));
  }
  const deadline = performance.now() + seconds * 1000;
  const judgement = judge(journals, { outOfTime: () => performance.now() > deadline, maxBytes });
  const command = repeatCommand(`check ${paths.join(' ')}`, { model, initial });
  return plainResult(judgement, { command, machine: thisMachine(), startedAt });
}

type Judge = (
  journals: Parameters<typeof judgePlain>[0],
  budget: Parameters<typeof judgePlain>[2],
) => Judgement;

function judgeBy(name: PlainModelName, text: string | undefined): Judge {
  const initial = text === undefined ? null : valueOf(text, name);
  const by =
    <A, U extends A>(model: PlainModel<A, U>): Judge =>
    (journals, budget) =>
      judgePlain(journals, model, budget);
  try {
    switch (name) {
      case 'register':
        return by(PLAIN_MODELS[name](initial));
      case 'cas-register':
        return by(PLAIN_MODELS[name](initial));
      case 'mutex':
        return by(PLAIN_MODELS[name](initial));
      case 'kv-append':
        return by(PLAIN_MODELS[name](initial));
    }
  } catch (error) {
    if (error instanceof ZodError) {
      throw Refusal.usage(`--initial "${printable(text ?? '', 80)}" is nothing that a ${name} can hold`);
    }
    throw error;
  }
}

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
