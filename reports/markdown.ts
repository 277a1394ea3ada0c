import { printable } from './printable';

/** Longest foreign text in a summary: GitHub drops a step summary of more than a megabyte. */
const MOST = 2000;

/** Foreign text as Markdown that shows it literally, on one line, in a table cell too. */
export const literal = (text: string, most = MOST): string =>
  printable(text, most)
    .replace(/[\\`*_[\]|~$]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '&#64;');

/** A table with a header row; the cells are Markdown already. */
export const table = (headings: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  row(headings),
  row(headings.map(() => '---')),
  ...rows.map(row),
];

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A code block whose fence is longer than any run of backticks in it. */
export function codeBlock(text: string): string[] {
  const body = printable(text, MOST);
  const runs = body.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return [`${fence}sh`, body, fence];
}
