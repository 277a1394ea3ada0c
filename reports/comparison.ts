import type { Compared, ComparisonReport } from '../harness/compare/report';
import { amount } from '../harness/result/amount';
import { figure } from '../harness/result/figure';
import { literal, table } from './markdown';

type Interval = Pick<Compared['difference'], 'median' | 'low' | 'high'>;

const interval = ({ median, low, high }: Interval, unit: string): string =>
  low === high
    ? figure(median, unit)
    : `${figure(median, unit)} [${figure(low, unit)} … ${figure(high, unit)}]`;

/** For a terminal: the answer, and what it rests on. */
export const comparisonLines = ({ answer, claims, turns }: ComparisonReport): string[] => [
  ...answer,
  '',
  ...claims.map(claimLine),
  ...unreliable(turns),
];

const claimLine = ({ id, verdict, evidence }: ComparisonReport['claims'][number]): string =>
  `${id} ${verdict}: ${evidence}`;

/** What never happened in either is in result.json alone. */
const happened = ({ arms }: Compared): boolean => arms.some(({ low, high }) => low !== 0 || high !== 0);

/** Clusters and trials that are no evidence. */
const unreliable = (turns: ComparisonReport['turns']): string[] =>
  turns.flatMap(({ round, topology, verdict, why, unreliable: trials }) => [
    ...(verdict === 'pass' ? [] : [`round ${round}, ${topology}: ${why ?? verdict ?? 'no verdict'}`]),
    ...trials.map(({ trial, why: because }) => `round ${round}, ${topology}, ${trial} left out: ${because}`),
  ]);

/** OUT/summary.md of a comparison. */
export function comparisonMarkdown(report: ComparisonReport): string {
  const { version, kubernetes, topologies, machine, budget, comparisons, turns, error, command } = report;
  const rounds = Math.max(0, ...turns.map(({ round }) => round));
  const names = topologies.map(({ name }) => name);
  return [
    `# ${literal(names.join(', '))}: etcd ${literal(version)} under Kubernetes ${literal(kubernetes)}`,
    '',
    ...report.answer.map((line) =>
      line.startsWith('  ') ? `  - ${literal(line.trim())}` : `- ${literal(line)}`,
    ),
    ...(error === null ? [] : ['', `**${literal(error)}**`]),
    '',
    `${amount(rounds, 'round')} of every topology in turn, on ${amount(machine.cores, 'core')}; all nodes of a cluster together may use ` +
      `${budget.cpus} of them and ${Math.round(budget.memoryBytes / (1 << 20))} MiB. Medians over rounds, with bootstrap intervals of 95 %.`,
    '',
    ...report.notes.map((note) => `- ${note}`),
    '',
    ...report.claims.map((claim) => `- ${literal(claimLine(claim))}`),
    ...pairsOf(comparisons).flatMap(([first, second, of]) => [
      '',
      `## ${literal(first)} and ${literal(second)}`,
      '',
      'Told apart (✱): in six rounds or more, every one lies to the same side, and the interval of the difference has no zero in it.',
      '',
      ...table(
        ['load', 'figure', literal(first), literal(second), 'difference, round by round'],
        of
          .filter(happened)
          .map((one) => [
            one.load,
            one.metric,
            ...one.arms.map((arm) => interval(arm, one.unit)),
            `${interval(one.difference, one.unit)}${one.distinguishable ? ' ✱' : ''}`,
          ]),
      ),
    ]),
    '',
    ...(unreliable(turns).length === 0
      ? []
      : ['## No evidence', '', ...unreliable(turns).map((line) => `- ${literal(line)}`), '']),
    `    ${literal(command)}`,
    '',
  ].join('\n');
}

/** Comparisons by the two topologies that they are of, in their order. */
function pairsOf(comparisons: readonly Compared[]): (readonly [string, string, Compared[]])[] {
  const pairs = new Map<string, readonly [string, string, Compared[]]>();
  for (const one of comparisons) {
    const [first, second] = one.arms;
    const names = [first?.topology ?? '', second?.topology ?? ''] as const;
    const known = pairs.get(names.join(' ')) ?? ([...names, []] as const);
    known[2].push(one);
    pairs.set(names.join(' '), known);
  }
  return [...pairs.values()];
}
