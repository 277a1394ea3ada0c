import type { Traffic } from './traffic';

/** Revisions between two compactions, so that other traffic finds a past to read. */
const KEPT = 25;

/**
 * Compacts history now and then, and asks for what is gone.
 * @param recorded the revision that every recorder has seen: a compaction stays below it
 */
export const compactions = (recorded: () => number): Traffic => ({
  name: 'compactions',
  start: ({ client, random }) => {
    let compacted = 0;
    return async () => {
      const floor = recorded() - KEPT;
      if (floor > compacted + KEPT) {
        compacted = floor;
        return client.perform({ compact: { revision: floor } });
      }
      const revision = Math.max(1, compacted - random.integer(0, 10));
      return client.perform({ range: { key: 'registers/', end: 'registers0', revision } });
    };
  },
});
