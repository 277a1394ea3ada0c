import type { Way } from './expected';

interface Explanation {
  readonly row: number;
  readonly way: Way;
  /** What it explains; anything else that is measured there stays unexplained. */
  readonly measured: string;
  readonly why: string;
}

/** Cells that are known not to be what was expected, once it was found out why. */
const EXPLANATIONS: readonly Explanation[] = [
  {
    ...{ row: 6, way: 'Vf', measured: '! silently stale' },
    why: 'a client that goes on in the fresh cluster from a version of the lost one is not told what came before that version',
  },
  {
    ...{ row: 29, way: 'Vf', measured: '=' },
    why: 'Velero leaves out only APIServices that Kubernetes makes by itself, which are labelled so',
  },
];

export const explanationOf = (row: number, way: Way, measured: string): string | undefined =>
  EXPLANATIONS.find((one) => one.row === row && one.way === way && one.measured === measured)?.why;
