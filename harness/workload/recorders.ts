import type { Cluster } from '../cluster/cluster';
import type { Journal } from '../journal/journal';
import { until } from '../time/until';
import type { ClientNumbers } from './client-numbers';
import { CALL_DEADLINE } from './load';
import { EVERY_KEY, Watcher } from './watcher';

/**
 * One watch of the whole key space on every member, with previous values, from the first revision of the run: what
 * unknown operations are told apart by.
 */
export class Recorders {
  private readonly watchers: Watcher[];
  private watches = 0;

  constructor(cluster: Cluster, journal: Journal, numbers: ClientNumbers, from = 1) {
    this.watchers = cluster.members.map(
      (member) =>
        new Watcher(
          {
            client: numbers.next(),
            member: member.name,
            endpoint: cluster.network.clientEndpoint(member.name),
            role: 'recorder',
            scope: 'every key',
            deadline: CALL_DEADLINE,
          },
          { ...EVERY_KEY, from, prev: true },
          journal,
          () => (this.watches += 1),
        ),
    );
  }

  /** The revision that every recorder has seen; compacting above it would blind the slowest. */
  get revision(): number {
    return Math.min(...this.watchers.map((watcher) => watcher.revision));
  }

  /** Waits for the slowest; the journal shows it if it never gets there. */
  async reach(revision: number, within: number): Promise<void> {
    await until(() => this.revision >= revision, {
      within,
      what: `every recorder to see revision ${revision}`,
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.watchers.map((watcher) => watcher.close()));
  }
}
