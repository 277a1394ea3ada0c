import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Node } from '../runtime/node';

/** "E1127 21:36:38.123456       1 file.go:12] words": the severity is the first letter. */
const LOGGED = /^[EF]\d{4} \S+ +\d+ (\S+\] .*)$/;
/** What is printed before anything is logged: `Error: unknown flag: --x`. */
const PRINTED = /^(?:error|Error|panic): (.*)$/;
const LONGEST = 300;

/** The last error in a program's log, of those that it logs itself; its last line where there is none. */
export function lastError(node: Pick<Node, 'folder'>, program: string): { line: string; log: string } {
  const log = join(node.folder, `${program}.log`);
  const lines = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : [];
  const errors = lines.flatMap((line) => LOGGED.exec(line)?.[1] ?? PRINTED.exec(line)?.[1] ?? []);
  const line = errors.at(-1) ?? lines.at(-1) ?? 'none, it has not said a word';
  return { line: line.slice(0, LONGEST), log };
}
