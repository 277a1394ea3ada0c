import { freeze } from '../faults/freeze';
import { until } from '../time/until';
import type { Traffic } from '../workload/traffic/traffic';
import type { Scenario } from './scenario';
import { revisionOf, type Stage } from './stage';

const PREFIX = 'long/';
const END = 'long0';
const KEYS = 1_000;
const VALUE = 'x'.repeat(2_000);
/** Ranges in one transaction: so many that a member is nearly always in the middle of one. */
const RANGES = 60;
const CLIENTS = 4;
const ROUNDS = 4;

const longReads: Traffic = {
  name: 'long-reads',
  start: ({ client }) => {
    // Of a sort by value a member has to fetch everything, however little of it is asked for.
    const range = { key: PREFIX, end: END, limit: 1, sort: { by: 'value', order: 'ascend' } } as const;
    const then = Array.from({ length: RANGES }, () => ({ range }));
    return () => client.perform({ txn: { if: [], then, else: [] } });
  },
};

/**
 * A member that sleeps in the middle of a transaction of reads wakes up when its client is gone: what the reads that are
 * left would have answered is not there, and the warning about a slow request looks at it.
 */
export const sleptReads: Scenario = {
  id: '14891',
  title: 'a member that slept in the middle of a transaction of reads crashes when it wakes up',
  affected: '3.5.6',
  versions: { affected: '3.5.6', fixed: '3.5.35' },
  members: 3,
  criteria: [
    ...(['linearizable', 'no-lost-writes', 'members-stay-up', 'faults-proven'] as const),
    ...(['journal-whole', 'trigger-fired'] as const),
  ],
  shows: 'sometimes',
  act: async (stage) => {
    const [member] = await stage.cluster.followers();
    const name = member?.name ?? '';
    await fill(stage, name);
    const load = stage.load(
      Array.from({ length: CLIENTS }, () => longReads),
      0,
    );
    for (let round = 1; round <= ROUNDS; round += 1) {
      const busy = load.operations + CLIENTS;
      await until(() => load.operations >= busy, { within: 30_000, what: 'transactions of reads' });
      const before = load.unanswered;
      await stage.during(freeze, name, () =>
        until(() => load.unanswered >= before + CLIENTS, { within: 30_000, what: 'clients to give up' }).then(
          () => undefined,
        ),
      );
    }
    await load.stop();
    stage.triggered(
      `${name} slept ${ROUNDS} times, and ${load.unanswered} transactions of reads had no answer`,
    );
  },
};

async function fill(stage: Stage, member: string): Promise<void> {
  let last = 0;
  for (let key = 1; key <= KEYS; key += 1) {
    last = revisionOf(
      await stage.must(member, { put: { key: `${PREFIX}${key}`, value: `${stage.unique()} ${VALUE}` } }),
    );
  }
  await until(() => stage.recorded >= last, {
    within: 30_000,
    what: `every recorder to see revision ${last}`,
  });
}
