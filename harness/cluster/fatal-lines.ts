import { readFile } from 'node:fs/promises';

const MOST_LINES = 5;
const FATAL = /"level":"(?:panic|fatal)"|^panic:|^fatal error:|^goroutine panic/;

/** The member's own last panic and fatal lines; where it has none, its last line of all. */
export async function fatalLines(log: string): Promise<string[]> {
  const lines = (await readFile(log, 'utf8')).split('\n').filter((line) => line !== '');
  const fatal = lines.filter((line) => FATAL.test(line));
  return fatal.length > 0 ? fatal.slice(-MOST_LINES) : lines.slice(-1);
}
