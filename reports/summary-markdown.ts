import { appendFileSync } from 'node:fs';
import { amount } from '../harness/result/amount';
import type { Measurement, Result } from '../harness/result/result';
import { writeAtomically } from './atomic-file';
import { count, figure, limit } from '../harness/result/figure';
import { failuresTable, matrixTable } from './fidelity';
import { codeBlock, literal, table } from './markdown';
import { sentence } from './sentence';
import { stamps, title } from './title';

/** Most rows of a list; result.json has them all. */
const SHOWN = 50;

/** OUT/summary.md. */
export function writeSummary(path: string, result: Result): void {
  writeAtomically(path, summaryMarkdown(result));
}

/** Appended, since other steps' summaries may stand there already. */
export function appendStepSummary(path: string, result: Result): void {
  appendFileSync(path, `\n${summaryMarkdown(result)}`);
}

/** The result as GitHub-flavoured Markdown. */
export function summaryMarkdown(result: Result): string {
  return [
    `# ${literal([title(result), ...stamps(result)].join(' · '), 4000)}`,
    '',
    `**${literal(sentence(result))}**`,
    '',
    ...criteria(result),
    ...restored(result),
    ...findings(result),
    ...faults(result),
    ...notRun(result),
    ...knownIssues(result),
    ...measurements(result),
    ...programs(result),
    '## Repeat',
    '',
    ...codeBlock(result.command),
    '',
    'Beside this file: `result.json` (everything above as data), `journal.jsonl` (every operation), and the',
    "members' logs. `npx etcd-assay explain CRITERION` says what a criterion means.",
    '',
  ].join('\n');
}

const section = (heading: string, rows: readonly unknown[], lines: readonly string[]): string[] =>
  rows.length === 0
    ? []
    : [
        `## ${heading}`,
        '',
        ...lines,
        ...(rows.length > SHOWN ? ['', `… and ${rows.length - SHOWN} more in result.json.`] : []),
        '',
      ];

const criteria = ({ criteria: all }: Result): string[] =>
  section(
    'Criteria',
    all,
    table(
      ['claim', 'criterion', 'measured', 'threshold', 'verdict', 'evidence'],
      all
        .slice(0, SHOWN)
        .map((one) => [
          literal(one.claim),
          literal(one.id),
          literal(figure(one.measured, one.unit)),
          literal(limit(one)),
          one.verdict === 'pass' ? 'pass' : `**${one.verdict}**`,
          literal(one.evidence, 300),
        ]),
    ),
  );

const findings = ({ findings: all }: Result): string[] =>
  section(
    'Findings',
    all,
    all
      .slice(0, SHOWN)
      .map(
        ({ claim, checker, message, operations }, index) =>
          `${index + 1}. ${literal(claim)} (${literal(checker)}): ${literal(message)}` +
          (operations.length === 0 ? '' : ` Operations: ${literal(operations.slice(0, 20).join(', '))}.`),
      ),
  );

const restored = ({ matrix = [], failures = [] }: Result): string[] => [
  ...section('What came back', matrix, matrixTable(matrix)),
  ...section('Restores that were made to fail', failures, failuresTable(failures)),
];

const faults = ({ faults: all }: Result): string[] =>
  section(
    'Faults',
    all,
    table(
      ['fault', 'target', 'from (s)', 'to (s)', 'proven', 'proof'],
      all
        .slice(0, SHOWN)
        .map((one) => [
          literal(one.name),
          literal(one.target),
          second(one.start),
          second(one.end),
          one.proven ? 'yes' : '**no**',
          literal(one.proof, 300),
        ]),
    ),
  );

const second = (value: number | null): string => (value === null ? '–' : value.toFixed(1));

const notRun = ({ notRun: all }: Result): string[] =>
  section(
    'Not tested',
    all,
    all.slice(0, SHOWN).map(({ id, why }) => `- ${literal(id.replaceAll('-', ' '))}: ${literal(why, 300)}`),
  );

const knownIssues = ({ knownIssues: all }: Result): string[] =>
  section(
    'Known issues of these releases, which this run does not set off',
    all,
    all
      .slice(0, SHOWN)
      .map(
        ({ id, title, versions, command }) =>
          `- ${literal(id)} (${literal(versions.join(', '))}): ${literal(title, 300)}; shown by ${literal(command)}`,
      ),
  );

function measurements({ measurements: all, load, machine }: Result): string[] {
  const own = [
    ['operations', count(load.operations)],
    ['operations a second', count(load.rate)],
    ['machine', literal(`${amount(machine.cores, 'core')}, kernel ${machine.kernel}, Node ${machine.node}`)],
  ];
  const measured = all
    .slice(0, SHOWN)
    .map((one) => [literal(one.name), literal(figure(one.value, one.unit) + duringWords(one))]);
  return section('Measurements', own, table(['what', 'value'], [...own, ...measured]));
}

/** " (from 30.0 s on, isolate m1)": when, and under which faults. */
function duringWords({ during }: Measurement): string {
  const faults = during?.faults.map(({ name, target }) => `, ${name} ${target}`.trimEnd()).join('') ?? '';
  return during === undefined ? '' : ` (from ${second(during.from)} s on${faults})`;
}

const programs = ({ programs: all }: Result): string[] =>
  section(
    'Programs',
    all,
    table(
      ['program', 'version', 'source', 'sha256', 'says'],
      all
        .slice(0, SHOWN)
        .map((one) => [
          literal(one.name),
          literal(one.version),
          one.source === 'own' ? '**own build**' : one.source,
          literal(one.sha256),
          literal(one.says.trim().replaceAll(/\s*\n\s*/g, ', '), 200),
        ]),
    ),
  );
