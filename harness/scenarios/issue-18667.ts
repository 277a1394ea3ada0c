import type { Scenario } from './scenario';
import { revisionOf } from './stage';

/**
 * A transaction that put something and then fails in a later part, for a revision compacted away, has changed
 * the members' own stores differently: the failing read is checked against a compaction that each member
 * carries out in its own time.
 */
export const failedTransaction: Scenario = {
  id: '18667',
  title: 'a failed transaction after a compaction leaves members with different data',
  affected: '3.5 and 3.6, without a fix; not 3.7',
  unfixedIn: ['3.5', '3.6'],
  versions: { affected: '3.6.16', fixed: '3.7.3' },
  members: 3,
  criteria: ['members-agree', 'no-lost-writes', 'members-stay-up', 'journal-whole', 'trigger-fired'],
  shows: 'every time',
  act: async (stage) => {
    const [member] = stage.cluster.members;
    const name = member?.name ?? '';
    let head = 0;
    for (let key = 1; key <= 20; key += 1) {
      head = revisionOf(await stage.must(name, { put: { key: `k${key}`, value: `v${key}` } }));
    }
    await stage.must(name, { compact: { revision: head } });
    const outcome = await stage.at(name).perform({
      txn: {
        if: [{ key: 'k1', target: 'value', is: '=', to: 'v1' }],
        then: [
          { put: { key: 'k2', value: 'of the transaction' } },
          { range: { key: 'k1', revision: head - 1 } },
        ],
        else: [],
      },
    });
    if (outcome.is !== 'ok') {
      stage.triggered(`the transaction was refused after its put: ${outcome.error}`);
    }
  },
};
