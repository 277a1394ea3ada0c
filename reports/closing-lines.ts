import { join } from 'node:path';
import type { Result } from '../harness/result/result';
import { printable } from './printable';
import { sentence } from './sentence';

/**
 * What a command says last: the verdict in a sentence, and unless all passed, where the evidence is and the
 * exact command that repeats the run.
 * @param out the folder that holds the reports
 * @param data the size of the members' data there, in words, where it is kept
 */
export function closingLines(result: Result, out: string, data?: string): string[] {
  const folder = printable(out);
  if (result.verdict === 'pass' && !result.interrupted) {
    return [sentence(result), `Report: ${join(folder, 'summary.md')}`];
  }
  return [
    sentence(result),
    `Evidence: ${join(folder, 'result.json')}, ${join(folder, 'journal.jsonl')}`,
    ...(data === undefined ? [] : [`Members' data: ${dataFolder(result, folder)}, ${data}`]),
    `Repeat: ${printable(result.command)}`,
  ];
}

/** Where a run restores, each of its clusters has a folder. */
const dataFolder = ({ subject }: Result, folder: string): string =>
  subject?.velero === undefined ? join(folder, 'nodes') : folder;
