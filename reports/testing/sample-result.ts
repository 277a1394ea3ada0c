import { CRITERIA } from '../../harness/result/criteria';
import type { CriterionId } from '../../harness/result/criterion-id';
import type { JudgedCriterion, Result } from '../../harness/result/result';
import { RESULT_SCHEMA } from '../../harness/result/result';

/** A judged criterion of this release, passing unless said otherwise. */
export function judged(id: string, changes: Partial<JudgedCriterion> = {}): JudgedCriterion {
  const criterion = CRITERIA.find((one) => one.id === id);
  return {
    id,
    claim: criterion?.claim ?? 'run',
    verdict: 'pass',
    measured: criterion?.threshold ?? 0,
    threshold: criterion?.threshold ?? 0,
    unit: criterion?.unit ?? 'violations',
    evidence: 'replayed 31204 operations',
    ...changes,
  };
}

/** All but upgrade-gap that the sample is judged by; how many there are in a release is nothing to its reports. */
const JUDGED: readonly CriterionId[] = [
  'linearizable',
  'no-lost-writes',
  'revisions-forward',
  'members-agree',
  'watch-no-gap',
  'versions-reached',
  'members-stay-up',
  'answers-after-heal',
  'lease-bounds',
  'serializable-past',
  'cas-key-scope',
  'cas-guards',
  'cas-one-winner',
  'cas-atomic',
  'lock-leased-key',
  'lock-release',
  'lock-exclusion',
  'faults-proven',
  'load-enough',
  'harness-lag',
  'journal-whole',
];

/** A passing gate run with every part filled. */
export const passing: Result = {
  schema: RESULT_SCHEMA,
  verdict: 'pass',
  exitCode: 0,
  error: null,
  interrupted: false,
  seed: 7,
  command: 'etcd-assay gate --from 3.5.35 --to 3.6.16 --seed 7',
  startedAt: '2026-01-02T03:04:05.678Z',
  subject: {
    from: '3.5.35',
    to: '3.6.16',
    topology: 'dedicated-3',
    members: 3,
    runtime: 'sandbox',
    profile: 'quick',
  },
  sabotage: null,
  machine: { kernel: '6.1.0', cores: 2, memoryBytes: 8_000_000_000, node: 'v20.20.2' },
  programs: [
    {
      name: 'etcd',
      version: '3.6.16',
      says: 'etcd Version: 3.6.16\nGit SHA: abc\n',
      path: '/cache/etcd',
      source: 'release',
      sha256: 'a'.repeat(64),
    },
  ],
  phases: [
    { name: 'start', start: 0, seconds: 1.5 },
    { name: 'from', start: 1.5, seconds: 20 },
  ],
  criteria: [
    ...JUDGED.map((id) => judged(id)),
    judged('upgrade-gap', { measured: 1.83, evidence: 'longest: 1.83 s without writes in step-2' }),
  ],
  measurements: [
    {
      name: 'longest-write-gap',
      value: 1.904,
      unit: 's',
      during: { from: 30, to: 31.904, phase: 'from', faults: [{ name: 'isolate', target: 'm1' }] },
    },
    { name: 'longest-read-gap', value: 1.2, unit: 's' },
    { name: 'longest wait for a lock whose holder ended', value: 4.2, unit: 's' },
  ],
  findings: [],
  load: { operations: 31204, seconds: 200, rate: 156.02 },
  faults: [
    { name: 'kill', target: 'm2', start: 10, end: 12, proven: true, proof: 'process gone, port refuses' },
  ],
  notRun: [{ id: 'power-cut', why: 'needs root' }],
  knownIssues: [
    {
      ...{ id: '18667', issue: 'https://github.com/etcd-io/etcd/issues/18667', versions: ['3.6.16'] },
      ...{ title: 'members differ', command: 'npx etcd-assay calibrate --only 18667' },
    },
  ],
};

/** The same run with one guarantee violated. */
export const failing: Result = {
  ...passing,
  verdict: 'fail',
  exitCode: 1,
  criteria: passing.criteria.map((one) =>
    one.id === 'no-lost-writes'
      ? { ...one, verdict: 'fail', measured: 2, evidence: '2 acknowledged writes are missing on m1' }
      : one,
  ),
  findings: [
    {
      checker: 'no-lost-writes',
      claim: 'UPG-1',
      message: 'Put of key "r3" at revision 812 was acknowledged, and no member has it.',
      operations: ['3.17', '9.1'],
    },
  ],
};

/** The same run with a fault that nobody saw take effect. */
export const inconclusive: Result = {
  ...passing,
  verdict: 'inconclusive',
  exitCode: 4,
  criteria: passing.criteria.map((one) =>
    one.id === 'faults-proven'
      ? {
          ...one,
          verdict: 'inconclusive',
          measured: 8 / 9,
          evidence: '8 of 9 faults proven; freeze of m2 was not',
        }
      : one,
  ),
};

/** Stopped before anything could be judged. */
export const interrupted: Result = {
  ...passing,
  verdict: null,
  exitCode: 130,
  error: 'interrupted',
  interrupted: true,
  phases: [],
  criteria: [],
  measurements: [],
  findings: [],
  load: { operations: 0, seconds: 0, rate: 0 },
  faults: [],
};

/** Everything that has ever broken a report, in one string of more than a megabyte. */
export const HOSTILE =
  'line one\nline two\r\n\tcell | cell `code` ``` ]]> <script>&amp;"\' \u001b[31mred\u001b[0m\u001b[2J\u001b]0;title\u0007' +
  '\u0000\u0008\u007f\u009b31m \u202eright-to-left\u2028\u2029 \ud800 \udc00 \ufffe\uffff 😀 **bold** [link](x) @all $x$ ' +
  'x'.repeat(1_100_000);

/** A failing result with hostile text wherever a text comes from outside. */
export const hostile: Result = {
  ...failing,
  error: HOSTILE,
  command: HOSTILE,
  sabotage: HOSTILE,
  subject: { from: HOSTILE, to: HOSTILE, topology: HOSTILE, members: 3, runtime: HOSTILE, profile: HOSTILE },
  machine: { ...failing.machine, kernel: HOSTILE, node: HOSTILE },
  programs: failing.programs.map((one) => ({
    ...one,
    name: HOSTILE,
    version: HOSTILE,
    says: HOSTILE,
    source: 'own',
  })),
  phases: [{ name: HOSTILE, start: 0, seconds: 1 }],
  criteria: [
    ...failing.criteria.filter((one) => one.id !== 'linearizable'),
    {
      id: HOSTILE,
      claim: HOSTILE,
      verdict: 'fail',
      measured: 1,
      threshold: 0,
      unit: HOSTILE,
      evidence: HOSTILE,
    },
    judged('linearizable', { verdict: 'inconclusive', evidence: HOSTILE }),
  ],
  measurements: [{ name: HOSTILE, value: 1, unit: HOSTILE }],
  findings: [
    { checker: HOSTILE, claim: HOSTILE, message: HOSTILE, operations: [HOSTILE] },
    ...failing.findings,
  ],
  faults: [{ name: HOSTILE, target: HOSTILE, start: null, end: null, proven: false, proof: HOSTILE }],
  notRun: [{ id: HOSTILE, why: HOSTILE }],
  knownIssues: [{ id: HOSTILE, issue: HOSTILE, title: HOSTILE, versions: [HOSTILE], command: HOSTILE }],
};
