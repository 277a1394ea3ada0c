import { readFile } from 'node:fs/promises';

const MOST_LINES = 5;
const FATAL = /"level":"(?:panic|fatal)"|^panic:|^fatal error:|^goroutine panic/;

/** What a program said of its end. */
export interface LastWords {
  /** Its last panic and fatal lines. */
  readonly fatal: readonly string[];
  /** The last line of all; none where it printed nothing. */
  readonly last: readonly string[];
}

/** @param from byte of the log at which the program began, since earlier ones wrote to it too */
export async function lastWords(log: string, from: number): Promise<LastWords> {
  const text = (await readFile(log)).subarray(from).toString('utf8');
  const lines = text.split('\n').filter((line) => line !== '');
  return { fatal: lines.filter((line) => FATAL.test(line)).slice(-MOST_LINES), last: lines.slice(-1) };
}

/** What of it a person wants to read. */
export const quotable = ({ fatal, last }: LastWords): readonly string[] => (fatal.length > 0 ? fatal : last);
