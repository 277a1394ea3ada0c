import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { LabelName, Stage, Status, type Label, type TestResult } from 'allure-js-commons';
import { createTestResult, FileSystemWriter } from 'allure-js-commons/sdk/reporter';
import { CLAIMS } from '../harness/result/claims';
import type { Result } from '../harness/result/result';
import { casesOf, type Case, type CaseStatus } from './cases';
import { literal } from './markdown';
import { printable } from './printable';
import { stamps, title } from './title';

const STATUS: Readonly<Record<CaseStatus, Status>> = {
  pass: Status.PASSED,
  fail: Status.FAILED,
  inconclusive: Status.BROKEN,
  unjudged: Status.BROKEN,
  skipped: Status.SKIPPED,
};

/** OUT/allure-results: a result file a case, and the environment. */
export function writeAllure(resultsDir: string, result: Result): void {
  mkdirSync(resultsDir, { recursive: true });
  const writer = new FileSystemWriter({ resultsDir });
  for (const one of casesOf(result)) {
    writer.writeResult(testResult(one, result));
  }
  writer.writeEnvironmentInfo(environment(result));
  writer.writeCategoriesDefinitions([
    { name: 'Guarantees violated', matchedStatuses: [Status.FAILED] },
    { name: 'Inconclusive: proves nothing either way', matchedStatuses: [Status.BROKEN] },
    { name: 'Not run', matchedStatuses: [Status.SKIPPED] },
  ]);
}

/**
 * One case. Its uuid follows from the run and the case, so that writing a result again replaces it; its history
 * id follows from the case and what was tested, and from nothing that differs between machines.
 */
function testResult(one: Case, result: Result): TestResult {
  const { subject, startedAt, seed, command } = result;
  const parameters = Object.entries(subject ?? {}).map(([name, value]) => ({
    name,
    value: printable(String(value), 200),
  }));
  const fullName = `etcd-assay/${one.id}`;
  const start = Date.parse(startedAt);
  const seconds = result.phases.reduce((sum, phase) => sum + phase.seconds, 0);
  return {
    ...createTestResult(digest([startedAt, String(seed), command, one.id])),
    name: printable(`${one.id}: ${one.title}`, 300),
    fullName,
    testCaseId: digest([fullName]),
    historyId: digest([fullName, JSON.stringify(parameters)]),
    status: STATUS[one.status],
    statusDetails: { message: printable(one.message, 10_000), trace: trace(one) },
    stage: Stage.FINISHED,
    description: description(one, result),
    parameters,
    labels: labels(one, result),
    start,
    stop: start + Math.round(seconds * 1000),
  };
}

const trace = ({ details }: Case): string => details.map((line) => printable(line, 10_000)).join('\n');

function description({ claim }: Case, result: Result): string {
  const statement = CLAIMS.find((one) => one.id === claim)?.statement;
  return [
    ...stamps(result).map((stamp) => `**${literal(stamp)}**`),
    ...(statement === undefined ? [] : [`${claim}: ${literal(statement)}`]),
    'Evidence lies beside this results folder: `../result.json`, `../journal.jsonl` (the operations that findings name), and the logs of the members.',
    `Repeat: ${literal(result.command)}`,
  ].join('\n\n');
}

const labels = ({ claim, id }: Case, result: Result): Label[] => [
  { name: LabelName.FRAMEWORK, value: 'etcd-assay' },
  { name: LabelName.PARENT_SUITE, value: title(result) },
  { name: LabelName.SUITE, value: printable(claim, 200) },
  { name: LabelName.EPIC, value: 'etcd-assay' },
  { name: LabelName.FEATURE, value: printable(claim, 200) },
  { name: LabelName.STORY, value: printable(id, 200) },
  { name: LabelName.TAG, value: printable(claim, 200) },
  { name: 'claim', value: printable(claim, 200) },
  ...(result.sabotage === null ? [] : [{ name: LabelName.TAG, value: 'SABOTAGED' }]),
];

function environment(result: Result): Record<string, string> {
  const own = stamps(result).map((stamp, index): [string, string] => [`stamp.${index + 1}`, stamp]);
  const programs = result.programs.map((one): [string, string] => [
    printable(`${one.name}@${one.version}`, 100),
    printable(`${one.source}, sha256 ${one.sha256}`, 200),
  ]);
  return Object.fromEntries([
    ['subject', title(result)],
    ['kernel', printable(result.machine.kernel, 200)],
    ['node', printable(result.machine.node, 200)],
    ...programs,
    ...own,
  ]);
}

/** 32 hex digits, the length that Allure's own ids have. */
const digest = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
