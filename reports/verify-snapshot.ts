import { createColors } from 'picocolors';
import type { Finding } from '../harness/snapshot/checks/check';
import type { SnapshotReport } from '../harness/snapshot/report';
import type { Look } from './criteria-table';
import { literal, table } from './markdown';
import { printable } from './printable';
import { wrap } from './wrap';

const WORDS = { good: 'good', warning: 'WARNING', bad: 'BAD', open: 'open' } as const;
/** Longest foreign text on a terminal; result.json has all of it. */
const MOST = 500;

/** For a terminal: each check with what it found, and the answer last. */
export function verifySnapshotLines(report: SnapshotReport, look: Look): string[] {
  const paint = createColors(look.colours);
  const paintOf = { good: paint.green, warning: paint.yellow, bad: paint.red, open: paint.yellow } as const;
  const idWidth = Math.max(...report.checks.map(({ id }) => id.length));
  const wordWidth = Math.max(...report.checks.map(({ verdict }) => WORDS[verdict].length));
  const indent = ' '.repeat(idWidth + wordWidth + 4);
  const width = Math.min(120, look.columns);
  const lines = ({ id, verdict, says, advice }: Finding): string[] => {
    const [first = '', ...rest] = wrap(printable(says, MOST), width, indent);
    const head = `${id.padEnd(idWidth)}  ${paintOf[verdict](WORDS[verdict].padEnd(wordWidth))}  `;
    return [
      head + first.trimStart(),
      ...rest,
      ...(advice === null ? [] : wrap(`→ ${printable(advice, MOST)}`, width, indent)),
    ];
  };
  return [...report.checks.flatMap(lines), '', sentence(report)];
}

/** The answer, with how much was looked at or the first thing that is wrong. */
function sentence({ verdict, file, checks, facts }: SnapshotReport): string {
  const name = printable(file, 80);
  const worst = checks.find((check) => check.verdict === (verdict === 'undecided' ? 'open' : 'bad'));
  if (worst !== undefined) {
    return `${verdict.toUpperCase()}: ${name}: ${printable(worst.says, MOST)}.`;
  }
  const warnings = checks.filter((check) => check.verdict === 'warning').map(({ id }) => id);
  const about = warnings.length === 0 ? '' : ` Mind: ${warnings.join(', ')}.`;
  const { revision = 0, keys = 0 } = facts.file.content ?? {};
  return `${verdict.toUpperCase()}: ${name}, ${keys.toLocaleString('en-US')} keys at revision ${revision.toLocaleString('en-US')}, restored by etcd ${facts.version} as three members that agree.${about}`;
}

/** OUT/summary.md. */
export const verifySnapshotMarkdown = (report: SnapshotReport): string => {
  const kinds = Object.entries(report.facts.file.content?.kubernetes?.kinds ?? {});
  return [
    `# Snapshot ${literal(report.file)}: ${report.verdict}`,
    '',
    literal(sentence(report)),
    '',
    ...table(
      ['check', 'verdict', 'found', 'what to do'],
      report.checks.map(({ title, verdict, says, advice }) => [
        literal(title),
        verdict,
        literal(says),
        literal(advice ?? ''),
      ]),
    ),
    ...(kinds.length === 0
      ? []
      : [
          '',
          '## Objects of Kubernetes',
          '',
          ...table(
            ['kind', 'objects'],
            kinds.map(([kind, count]) => [literal(kind), String(count)]),
          ),
        ]),
    '',
  ].join('\n');
};
