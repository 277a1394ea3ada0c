import type { JournalRecord } from '../journal/record';
import type { Arena } from './arena';

/**
 * What a suite finds in its Jest realm. Objects of another realm fail `instanceof`, so the arena comes as
 * JSON and the rest as functions that take and return plain data.
 */
export interface Surroundings {
  readonly arena: string;
  /** Sends a record to the one journal. */
  write(record: JournalRecord): void;
  /** Takes so many client numbers that follow each other. @returns the first */
  reserveClients(count: number): number;
}

const NAME = 'etcdAssaySurroundings';

/** Puts the surroundings where `surroundings` finds them. */
export function surround(realm: object, surroundings: Surroundings): void {
  Object.defineProperty(realm, NAME, { value: surroundings });
}

/** @throws Error outside of a run by `runSuites` */
export function surroundings(): Surroundings {
  const found = (globalThis as { [NAME]?: Surroundings })[NAME];
  if (found === undefined) {
    throw new Error('suites are run by "etcd-assay suite" and the gate, not by Jest alone');
  }
  return found;
}

export const arenaOf = ({ arena }: Surroundings): Arena => JSON.parse(arena) as Arena;
