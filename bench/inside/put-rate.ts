import { journalHeader } from './journal-header';
import { putsByOurs } from './puts-by-ours';
import { putsByReference } from './puts-by-reference';
import { startCluster } from './start-cluster';
import type { PutRates, TaskOf } from './task';

/**
 * Puts of both sides, in turn, on one cluster through one sidecar. The first pair is not counted: the
 * harness's code is compiled by then, as it is in all but the first second of a run.
 */
export async function putRate(task: TaskOf<'put-rate'>): Promise<PutRates> {
  const { runtime, cluster } = await startCluster(
    task,
    { clock: () => 0, write: () => undefined },
    () => undefined,
  );
  const endpoints = cluster.members.map(({ name }) => cluster.network.clientEndpoint(name));
  const ours = (round: number): Promise<number> =>
    putsByOurs({
      cluster,
      puts: task.puts,
      journal: `${task.folder}/journal-${round}.jsonl`,
      header: journalHeader(task),
    });
  const reference = (round: number): Promise<number> =>
    putsByReference({
      node: runtime.clientNode,
      path: task.paths.benchmark,
      puts: task.puts,
      endpoints,
      round,
    });
  const rounds: PutRates['rounds'] = [];
  for (let round = 0; round <= task.rounds; round += 1) {
    // The side that goes first changes, since a store that has grown serves the second.
    const first = round % 2 === 0 ? await ours(round) : await reference(round);
    const second = round % 2 === 0 ? await reference(round) : await ours(round);
    const pair = round % 2 === 0 ? { ours: first, reference: second } : { ours: second, reference: first };
    if (round > 0) {
      rounds.push(pair);
    }
  }
  await cluster.close();
  await runtime.dispose();
  return { rounds };
}
