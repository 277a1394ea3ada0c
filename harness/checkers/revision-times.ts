import type { Witness } from './witness';

/** Between which moments, in microseconds, a revision came about. */
export interface RevisionTimes {
  /** Not before this: it, or a revision under it, was only then asked for. */
  notBefore(revision: number): number;
  /** Had happened by then: a recorder showed it. */
  seen(revision: number): number | undefined;
}

export function revisionTimes({ changes }: Witness): RevisionTimes {
  const revisions = [...changes.keys()].sort((one, other) => one - other);
  const notBefore = new Map<number, number>();
  let latest = 0;
  for (const revision of revisions) {
    latest = Math.max(latest, changes.get(revision)?.by?.invoke ?? 0);
    notBefore.set(revision, latest);
  }
  return {
    notBefore: (revision) => notBefore.get(revision) ?? 0,
    seen: (revision) => changes.get(revision)?.seen,
  };
}
