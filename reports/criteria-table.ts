import { createColors } from 'picocolors';
import type { JudgedCriterion, Verdict } from '../harness/result/result';
import { figure, limit } from '../harness/result/figure';
import { printable } from './printable';
import { wrap } from './wrap';

/** What the place where lines are shown can do. */
export interface Look {
  readonly colours: boolean;
  /** Characters on a line. */
  readonly columns: number;
}

/** For files and pipes. */
export const PLAIN: Look = { colours: false, columns: 80 };

const HEADINGS = ['claim', 'criterion', 'measured', 'threshold', 'verdict'] as const;
/** Widest that a column may become; with two spaces between, a line has at most 76 characters. */
const WIDEST = [6, 20, 17, 13, 12] as const;

/**
 * The criteria as a table of at most 80 columns, and beneath each one that did not pass, what that rests on.
 * @returns lines without line ends
 */
export function criteriaTable(criteria: readonly JudgedCriterion[], look: Look = PLAIN): string[] {
  const rows = criteria.map(cells);
  const widths = WIDEST.map((most, column) =>
    Math.min(most, Math.max(...[HEADINGS, ...rows].map((row) => length(row[column] ?? '')))),
  );
  const paint = createColors(look.colours);
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => fit(cell, widths[column] ?? 0)).join('  ');
  return [
    paint.dim(line(HEADINGS).trimEnd()),
    ...criteria.flatMap((criterion, index) => [
      painted(line(rows[index] ?? []).trimEnd(), criterion.verdict, look),
      ...(criterion.verdict === 'pass'
        ? []
        : wrap(printable(criterion.evidence, 400), Math.min(80, look.columns), '        ')),
    ]),
  ];
}

const cells = (criterion: JudgedCriterion): string[] => [
  printable(criterion.claim),
  printable(criterion.id),
  printable(figure(criterion.measured, criterion.unit)),
  printable(limit(criterion)),
  criterion.verdict,
];

/** Colours the verdict at the end of a row, after the row was laid out. */
function painted(row: string, verdict: Verdict, { colours }: Look): string {
  const paint = createColors(colours);
  const paintOf = { pass: paint.green, fail: paint.red, inconclusive: paint.yellow } as const;
  return `${row.slice(0, row.length - verdict.length)}${paintOf[verdict](verdict)}`;
}

const length = (text: string): number => Array.from(text).length;

const fit = (text: string, width: number): string =>
  length(text) > width ? printable(text, width) : text + ' '.repeat(width - length(text));
