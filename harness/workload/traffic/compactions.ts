import type { Traffic } from './traffic';

/**
 * Compacts history now and then, and asks for what is gone.
 * @param recorded the revision that every recorder has seen: a compaction stays below it
 * @param keeps revisions that are left below that, and from one compaction to the next
 */
export const compactions = (recorded: () => number, keeps: number): Traffic => ({
  name: 'compactions',
  start: ({ client, random }) => {
    let compacted = 0;
    return async () => {
      const floor = recorded() - keeps;
      if (floor > compacted + keeps) {
        compacted = floor;
        return client.perform({ compact: { revision: floor } });
      }
      const revision = Math.max(1, compacted - random.integer(0, 10));
      return client.perform({ range: { key: 'registers/', end: 'registers0', revision } });
    };
  },
});
