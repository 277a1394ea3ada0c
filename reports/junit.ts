import type { Result } from '../harness/result/result';
import { writeAtomically } from './atomic-file';
import { casesOf, type Case } from './cases';
import { printable, printableLines } from './printable';
import { stamps, title } from './title';

/** OUT/junit.xml. */
export function writeJunit(path: string, result: Result): void {
  writeAtomically(path, junitXml(result));
}

/**
 * The result as JUnit XML, in the form that CI systems agree on: a failed criterion is a failure, a skipped
 * thing is skipped with its reason. JUnit has no word for inconclusive; `skipped` would look green, so it is an
 * error of the type "inconclusive", and so is a run without a verdict ("unjudged").
 */
export function junitXml(result: Result): string {
  const cases = casesOf(result);
  const number = (...statuses: Case['status'][]): number =>
    cases.filter((one) => statuses.includes(one.status)).length;
  const counts = attributes({
    name: title(result),
    tests: cases.length,
    failures: number('fail'),
    errors: number('inconclusive', 'unjudged'),
    skipped: number('skipped'),
    time: result.phases.reduce((sum, phase) => sum + phase.seconds, 0).toFixed(3),
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${counts}>`,
    `  <testsuite${counts}${attributes({ timestamp: result.startedAt.replace(/(\.\d+)?Z$/, '') })}>`,
    '    <properties>',
    ...properties(result).map(([name, value]) => `      <property${attributes({ name, value })}/>`),
    '    </properties>',
    ...cases.flatMap(testcase),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

const properties = (result: Result): [string, string | number][] => [
  ['verdict', result.verdict ?? 'none'],
  ['exitCode', result.exitCode],
  ['command', result.command],
  ...(result.seed === null ? [] : [['seed', result.seed] satisfies [string, number]]),
  ...stamps(result).map((stamp): [string, string] => ['stamp', stamp]),
];

function testcase(one: Case): string[] {
  const head = `    <testcase${attributes({ classname: `etcd-assay.${one.claim}`, name: `${one.id}: ${one.title}` })}`;
  const body = [one.message, ...one.details].flatMap(printableLines).map(escaped).join('\n');
  switch (one.status) {
    case 'pass':
      return [`${head}>`, `      <system-out>${body}</system-out>`, '    </testcase>'];
    case 'skipped':
      return [`${head}>`, `      <skipped${attributes({ message: one.message })}/>`, '    </testcase>'];
    case 'fail':
      return problem(head, 'failure', one, body);
    case 'inconclusive':
    case 'unjudged':
      return problem(head, 'error', one, body);
  }
}

const problem = (head: string, element: 'failure' | 'error', one: Case, body: string): string[] => [
  `${head}>`,
  `      <${element}${attributes({ type: one.status, message: one.message })}>${body}</${element}>`,
  '    </testcase>',
];

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(printable(String(value), 2000))}"`)
    .join('');

/** Of text that is printable already, so that the characters XML forbids are gone. */
const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
