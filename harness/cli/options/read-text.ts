import { readFileSync, statSync } from 'node:fs';
import { types } from 'node:util';
import { Refusal } from '../../errors/refusal';
import { quoted } from './once';

/**
 * The text of a file that a flag names: a regular one, since a pipe that nobody writes to would be waited for.
 * @param most in bytes
 * @throws Refusal (usage)
 */
export function readText(flag: string, file: string, most: number): string {
  const name = `${flag} ${quoted(file)}`;
  try {
    const stats = statSync(file);
    if (!stats.isFile()) {
      throw Refusal.usage(`${name} is not a file`);
    }
    if (stats.size > most) {
      throw Refusal.usage(`${name} is too large (over ${most} bytes)`);
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof Refusal) {
      throw error;
    }
    const why = types.isNativeError(error) ? error.message : String(error);
    throw Refusal.usage(`${name} cannot be read: ${quoted(why)}`);
  }
}
