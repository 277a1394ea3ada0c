import type { CriterionId } from '../result/criterion-id';
import type { Stage } from './stage';

/**
 * How a known bug of real releases is brought up again: traffic and faults, and nothing that judges. What
 * judges is what judges every run.
 */
export interface Scenario {
  /** Number of etcd's public issue or pull request. */
  readonly id: string;
  /** What goes wrong, in one line. */
  readonly title: string;
  /** Which releases have it, as far as the public record and our own runs say. */
  readonly affected: string;
  /** Minor versions that have it and never got a fix. */
  readonly unfixedIn?: readonly string[];
  /** The release that is to show it, and the one that is to pass; none where no release has a fix. */
  readonly versions: { readonly affected: string; readonly fixed?: string };
  readonly members: 1 | 3;
  /** Nodes beside the members', for members that the scenario adds. */
  readonly spares?: number;
  /** Each member's data on a disk of its own, whose power can be cut. Needs root. */
  readonly disk?: 'loop';
  /** More of a member's command line, at a version. */
  readonly flags?: (version: string) => readonly string[];
  /**
   * What the two runs are judged by. Those that the bug breaks are in it, and no criterion that this traffic
   * gives no evidence for, since such a one would make the run inconclusive.
   */
  readonly criteria: readonly CriterionId[];
  /** Whether one attempt has to show it, or it takes several. */
  readonly shows: 'every time' | 'sometimes';
  readonly act: (stage: Stage) => Promise<void>;
}
