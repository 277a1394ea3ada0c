import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { linesOf } from '../../harness/journal/lines';
import type { Header } from '../../harness/journal/header';
import { JournalWriter } from '../../harness/journal/writer';
import type { Cluster } from '../../harness/cluster/cluster';
import { Random } from '../../harness/workload/random';
import { RecordingClient } from '../../harness/workload/recording-client';
import { PUT_LOAD } from './put-load';

const { clients, connections, keys, keyBytes, valueBytes } = PUT_LOAD;
/** None is expected to come near it; one that does has the measurement refused. */
const DEADLINE = 10_000;

export interface PutsByOurs {
  readonly cluster: Cluster;
  readonly puts: number;
  /** Path of the journal to write, which must not be there yet. */
  readonly journal: string;
  readonly header: Header;
}

/**
 * Puts through recording clients, connecting and handing the whole journal to the kernel included.
 * @returns puts a second
 * @throws Error where a put was not acknowledged, or the journal does not hold every one
 */
export async function putsByOurs({ cluster, puts, journal: path, header }: PutsByOurs): Promise<number> {
  const journal = await JournalWriter.open(path, header);
  const begun = performance.now();
  const recording = Array.from({ length: connections }, (_, index) => connect(cluster, journal, index));
  let left = puts;
  const random = new Random(puts);
  const filling = randomBytes(valueBytes / 2).toString('hex');
  const work = async (client: RecordingClient): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const key = String(random.integer(0, keys - 1)).padStart(keyBytes, '0');
      // Every value is its own, as in all of our traffic.
      const value = `${left}.${filling}`.slice(0, valueBytes);
      const outcome = await client.perform({ put: { key, value } });
      if (outcome.is !== 'ok') {
        throw new Error(`a put was not acknowledged: ${outcome.error}`);
      }
    }
  };
  const workers = Array.from({ length: clients }, (_, index) =>
    work(recording[index % connections] as RecordingClient),
  );
  await Promise.all(workers);
  await journal.close({ reason: 'finished' });
  const seconds = (performance.now() - begun) / 1000;
  recording.forEach((client) => client.close());
  await mustHoldAll(path, puts);
  return puts / seconds;
}

function connect(cluster: Cluster, journal: JournalWriter, index: number): RecordingClient {
  const member = (cluster.members[index % cluster.members.length] as Cluster['members'][number]).name;
  const endpoint = cluster.network.clientEndpoint(member);
  const identity = { client: index + 1, member, endpoint, role: 'traffic', scope: 'bench' } as const;
  return new RecordingClient({ ...identity, deadline: DEADLINE }, journal);
}

async function mustHoldAll(path: string, puts: number): Promise<void> {
  const counts = { invoke: 0, ok: 0 };
  for await (const { bytes } of linesOf(path)) {
    for (const type of ['invoke', 'ok'] as const) {
      counts[type] += bytes.indexOf(`{"${type}":"`) === 0 ? 1 : 0;
    }
  }
  if (counts.invoke !== puts || counts.ok !== puts) {
    throw new Error(`${puts} puts, and the journal holds ${counts.invoke} invokes and ${counts.ok} returns`);
  }
}
