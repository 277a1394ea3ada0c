import type { ArtifactOptions } from '../harness/artifacts/options';
import type { Measured } from './row';

/** What a benchmark may use. */
export interface Conditions {
  /** Empty, on the disk of the cache; gone afterwards. */
  readonly folder: string;
  readonly rounds: number;
  readonly artifacts: ArtifactOptions;
  readonly signal: AbortSignal;
  /** Called with a line for each thing worth knowing while it lasts. */
  readonly progress: (line: string) => void;
}

export interface Benchmark {
  readonly name: string;
  /** How many rounds unless the user says otherwise. */
  readonly rounds: number;
  /** Why it cannot be had on this machine; undefined where it can. It is left out then, and said so. */
  readonly lacking?: () => Promise<string | undefined>;
  readonly measure: (conditions: Conditions) => Promise<readonly Measured[]>;
}
