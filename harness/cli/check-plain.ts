import type { Argv } from 'yargs';
import { PLAIN_MODELS, type PlainModelName } from '../checkers/search/plain-models';
import { Refusal } from '../errors/refusal';
import type { PlainQuestion } from '../gate/judge-plain-histories';
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
 * What `check` is asked of plain histories.
 * @returns undefined where no `--model` says that they are plain ones
 */
export function plainQuestion(paths: readonly string[], flags: PlainFlags): PlainQuestion | undefined {
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
  return {
    paths,
    model: modelName(name),
    initial,
    seconds: time === undefined ? 60 : parseDuration('--budget-time', time, TIME),
    maxBytes: parseMemory('--budget-memory', memory ?? '2GiB'),
  };
}

function modelName(given: string): PlainModelName {
  const name = NAMES.find((one) => one === given);
  if (name === undefined) {
    throw Refusal.usage(`--model: no model "${quoted(given)}"; there are: ${NAMES.join(', ')}`);
  }
  return name;
}
