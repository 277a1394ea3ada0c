import type { Argv } from 'yargs';
import { Refusal } from '../../errors/refusal';
import { once, quoted } from './once';

/** "500", "100k". */
export const PRELOAD = /^([1-9]\d{0,6})(k?)$/;
const MOST = 1_000_000;

export const preloadOption = <T>(argv: Argv<T>) =>
  argv.option('preload', {
    type: 'string',
    requiresArg: true,
    describe: 'keys that are there before clients begin, as in 100k (default none)',
  });

/** @returns how many keys; undefined for none. @throws Refusal (usage) */
export function readPreload(
  given: unknown,
  config: { readonly preload?: string | undefined },
): number | undefined {
  const text = once('preload', given) ?? config.preload;
  const [, digits, thousands] = PRELOAD.exec(text ?? '') ?? [];
  const keys = Number(digits) * (thousands === 'k' ? 1000 : 1);
  if (text !== undefined && !(keys <= MOST)) {
    throw Refusal.usage(`--preload must be a number of keys up to 1000k, as in 100k, not "${quoted(text)}"`);
  }
  return text === undefined ? undefined : keys;
}
