import { performance } from 'node:perf_hooks';
import type { Argv } from 'yargs';
import { ZodError } from 'zod';
import { judgePlain } from '../checkers/search/judge-plain';
import type { PlainModel } from '../checkers/search/plain-models';
import { PLAIN_MODELS, type PlainModelName } from '../checkers/search/plain-models';
import type { Value } from '../checkers/search/models/values';
import { Refusal } from '../errors/refusal';
import { thisMachine } from '../gate/machine';
import { readPlainJournal } from '../journal/plain-reader';
import type { Judgement } from '../result/result';
import { plainResult } from '../result/plain-result';
import type { JudgedResult } from '../result/result-of';
import { parseDuration } from './options/duration';
import { parseMemory } from './options/memory';
import { once, quoted } from './options/once';

const TIME = { least: 1, most: 24 * 3600 };
const NAMES = Object.keys(PLAIN_MODELS) as PlainModelName[];

/** The options of `check` that are about plain histories. */
export const withPlainFlags = <T>(argv: Argv<T>) =>
  argv
    .option('model', {
      type: 'string',
      requiresArg: true,
      describe: `the journals are plain histories of this: ${NAMES.join(', ')}`,
    })
    .option('initial', {
      type: 'string',
      requiresArg: true,
      describe:
        'with --model: what each key holds at first, as JSON or a word (default: null, free, or no text)',
    })
    .option('budget-time', {
      type: 'string',
      requiresArg: true,
      describe: 'with --model: how long to search before it is inconclusive (default: 60s)',
    })
    .option('budget-memory', {
      type: 'string',
      requiresArg: true,
      describe: 'with --model: how much to remember before it is inconclusive (default: 2GiB)',
    });

interface PlainFlags {
  readonly model?: unknown;
  readonly initial?: unknown;
  readonly budgetTime?: unknown;
  readonly budgetMemory?: unknown;
}

/**
 * Judges plain histories by search.
 * @returns undefined where no `--model` says that they are plain ones
 */
export async function checkPlain(
  paths: readonly string[],
  flags: PlainFlags,
): Promise<JudgedResult | undefined> {
  const startedAt = new Date().toISOString();
  const name = once('model', flags.model);
  const initial = once('initial', flags.initial);
  const time = once('budget-time', flags.budgetTime);
  const memory = once('budget-memory', flags.budgetMemory);
  if (name === undefined) {
    if (paths.length > 1 || (initial ?? time ?? memory) !== undefined) {
      const what = paths.length > 1 ? 'several journals' : '--initial and the budgets';
      throw Refusal.usage(`${what} go with --model, for plain histories; a run's journal is checked alone`);
    }
    return undefined;
  }
  const seconds = time === undefined ? 60 : parseDuration('--budget-time', time, TIME);
  const maxBytes = parseMemory('--budget-memory', memory ?? '2GiB');
  const judge = judgeBy(modelName(name), initial);
  const journals = [];
  for (const path of paths) {
    journals.push(await readPlainJournal(path));
  }
  const deadline = performance.now() + seconds * 1000;
  const judgement = judge(journals, { outOfTime: () => performance.now() > deadline, maxBytes });
  const command = [
    'etcd-assay check',
    ...paths,
    '--model',
    name,
    ...(initial === undefined ? [] : ['--initial', initial]),
  ];
  return plainResult(judgement, { command: command.join(' '), machine: thisMachine(), startedAt });
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
      throw Refusal.usage(`--initial "${quoted(text ?? '')}" is nothing that a ${name} can hold`);
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

function modelName(given: string): PlainModelName {
  const name = NAMES.find((one) => one === given);
  if (name === undefined) {
    throw Refusal.usage(`--model: no model "${quoted(given)}"; there are: ${NAMES.join(', ')}`);
  }
  return name;
}
