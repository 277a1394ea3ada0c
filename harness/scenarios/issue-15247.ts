import { setTimeout as pause } from 'node:timers/promises';
import { freeze } from '../faults/freeze';
import { until } from '../time/until';
import type { RecordingClient } from '../workload/recording-client';
import type { Scenario } from './scenario';
import type { Stage } from './stage';

const ROUNDS = 4;
const TTL_SECONDS = 3;
/** Longer than the lease lives, by the clock of the leader that is frozen. */
const FROZEN = 5_000;
/** Longer than an old leader takes to revoke what it takes for expired, shorter than the lease lives. */
const AWAKE = 2_000;
const EVERY = 300;

/** A leader that was frozen revokes leases that its successor has renewed meanwhile. */
export const staleLessor: Scenario = {
  id: '15247',
  title: 'a leader that was held up revokes leases that its successor has renewed',
  affected: 'up to 3.5.12; the fix in 3.5.13 leaves some of it, see docs/findings.md',
  unfixedIn: ['3.5', '3.6'],
  versions: { affected: '3.5.12' },
  members: 3,
  criteria: ['lease-bounds', 'members-stay-up', 'faults-proven', 'journal-whole', 'trigger-fired'],
  shows: 'sometimes',
  act: async (stage) => {
    for (let round = 1; round <= ROUNDS; round += 1) {
      await frozenLeader(stage, `leased/${round}`);
    }
  },
};

async function frozenLeader(stage: Stage, key: string): Promise<void> {
  const { cluster } = stage;
  const old = await cluster.leader();
  const other = cluster.members.find((member) => member !== old)?.name ?? '';
  const granted = await stage.must(other, { grant: { ttl: TTL_SECONDS } });
  const lease = 'grant' in granted ? granted.grant.lease : '';
  await stage.must(other, { put: { key, value: stage.unique(), lease } });
  const client = stage.another(other, 1_000);
  const done = new AbortController();
  const renewing = renew(client, lease, done.signal);
  const begun = performance.now();
  await stage.during(freeze, old.name, async () => {
    const successor = await until(
      async () => {
        const leader = await cluster.leader();
        return leader === old ? undefined : leader;
      },
      { within: 15_000, every: 100, what: `another leader than ${old.name}` },
    );
    await pause(Math.max(0, begun + FROZEN - performance.now()));
    stage.triggered(
      `${old.name} led, was frozen for longer than a lease lives, and ${successor.name} leads instead`,
    );
  });
  await pause(AWAKE);
  done.abort();
  await renewing;
}

async function renew(client: RecordingClient, lease: string, done: AbortSignal): Promise<void> {
  while (!done.aborted) {
    await client.perform({ keepalive: { lease } });
    await pause(EVERY);
  }
}
