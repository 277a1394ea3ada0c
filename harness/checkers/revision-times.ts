import type { Witness } from './witness';

/** Between which moments, in microseconds, a revision came about. */
export interface RevisionTimes {
  /** Not before this: only then was it, or an operation that stands before it, asked for. Beyond the last, all. */
  notBefore(revision: number): number;
  /** Had happened by then: a recorder showed it. */
  seen(revision: number): number | undefined;
}

export function revisionTimes({ changes, order, trusted }: Witness): RevisionTimes {
  const notBefore = new Map<number, number>();
  let latest = 0;
  const revisions = [...new Set([...changes.keys(), ...order.reads.revisions])].filter(
    (one) => one <= trusted,
  );
  for (const revision of revisions.sort((one, other) => one - other)) {
    latest = Math.max(latest, changes.get(revision)?.by?.invoke ?? 0);
    notBefore.set(revision, latest);
    for (const { invoke } of order.reads.get(revision)) {
      latest = Math.max(latest, invoke);
    }
  }
  return {
    notBefore: (revision) => notBefore.get(revision) ?? (revision > trusted ? latest : 0),
    seen: (revision) => changes.get(revision)?.seen,
  };
}
