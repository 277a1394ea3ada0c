/** Every suite, and when in a run it does its work. */
const SUITE_RUNS = {
  cas: 'in every phase',
  locks: 'in every phase',
  'lock-kinds': 'once',
  elections: 'once',
  /** Only where the topology has a control plane. */
  kubernetes: 'once',
  /** Traffic and faults themselves; it has no tests of its own. */
  consistency: 'throughout',
  upgrade: 'at the end',
  /** A few trials of a comparison, in place of all else; only where the topology has a control plane. */
  topology: 'by itself',
  /** A sweep over two distances, in place of all else. */
  latency: 'by itself',
  /** A state that is saved, lost and restored in four ways, on clusters of its own, in place of all else. */
  restore: 'by itself',
} as const;

export type SuiteName = keyof typeof SUITE_RUNS;
type When = (typeof SUITE_RUNS)[SuiteName];

export const SUITES = Object.keys(SUITE_RUNS) as [SuiteName, ...SuiteName[]];

/**
 * What a gate runs. How clients build locks and elections is no matter of an upgrade, and takes longer than the rest;
 * what `consistency` judges the gate judges anyhow, in claims of its own.
 */
export const GATE_SUITES: readonly SuiteName[] = ['cas', 'locks', 'upgrade'];

/** The first steady phase: every run has it. */
const FIRST = 'from';

export const suitesThat = (when: When, names: readonly SuiteName[]): SuiteName[] =>
  names.filter((name) => SUITE_RUNS[name] === when);

/** Suites whose tests run beside the clients in this phase. */
export const suitesIn = (phase: string, names: readonly SuiteName[]): SuiteName[] => [
  ...suitesThat('in every phase', names),
  ...(phase === FIRST ? suitesThat('once', names) : []),
];
