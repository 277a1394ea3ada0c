import { Refusal } from '../../errors/refusal';
import { quoted } from './once';

const MEMORY = /^(\d{1,6})(MiB|GiB)$/;
const LEAST = 2 ** 20;
const MOST = 64 * 2 ** 30;

/** The bytes that "512MiB" or "2GiB" means. */
export function parseMemory(where: string, text: string): number {
  const [, count = '', unit] = MEMORY.exec(text) ?? [];
  const bytes = Number(count) * 2 ** (unit === 'GiB' ? 30 : 20);
  if (count === '' || bytes < LEAST || bytes > MOST) {
    throw Refusal.usage(`${where} must be a size from 1MiB to 64GiB, such as 2GiB, not "${quoted(text)}"`);
  }
  return bytes;
}
