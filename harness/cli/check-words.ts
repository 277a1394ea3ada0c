import { Refusal } from '../errors/refusal';
import { quoted } from './options/once';

const SWITCHES = ['json', 'dry-run', 'overlap', 'strict', 'offline', 'help', 'version'];

/**
 * What yargs takes without a word: a switch with a value that is none would be off, and a dry run real; what stands
 * after `--` would be dropped.
 * @throws Refusal (usage)
 */
export function checkWords(words: readonly string[]): void {
  const end = words.indexOf('--');
  if (end >= 0 && end < words.length - 1) {
    throw Refusal.usage(`nothing is taken after "--"; leave it out before "${quoted(words[end + 1] ?? '')}"`);
  }
  for (const word of words) {
    const [, name = '', value = ''] = /^--([a-z-]+)=(.*)$/s.exec(word) ?? [];
    if (SWITCHES.includes(name) && value !== 'true' && value !== 'false') {
      throw Refusal.usage(`--${name} is a switch and takes no value such as "${quoted(value)}"`);
    }
  }
}
