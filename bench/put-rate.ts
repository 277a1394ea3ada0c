import type { Benchmark } from './benchmark';
import { BENCHMARK_VERSION, benchmarkProgram } from './benchmark-program';
import { inSandbox } from './in-sandbox';
import { PUT_LOAD } from './inside/put-load';
import { PutRates } from './inside/task';
import { clusterPrograms, VERSION } from './programs';

const PUTS = 10_000;
/** A round of both sides takes 3 s on a machine of its own; a busy one is slower by an order of magnitude. */
const DEADLINE_OF_ROUND = 60_000;

/** Recorded puts, against etcd's own benchmark tool on the same cluster through the same sidecar. */
export const putRate: Benchmark = {
  name: 'put-rate',
  rounds: 7,
  measure: async ({ folder, rounds, artifacts, signal, progress }) => {
    const paths = { ...(await clusterPrograms(artifacts)), benchmark: await benchmarkProgram(artifacts) };
    const { clients, connections, valueBytes } = PUT_LOAD;
    progress(`put-rate: ${rounds} rounds of ${PUTS} puts each, and one before them that does not count`);
    const task = { do: 'put-rate' as const, folder, version: VERSION, paths, rounds, puts: PUTS };
    const rates = PutRates.parse(await inSandbox(task, signal, (rounds + 2) * DEADLINE_OF_ROUND));
    return [
      {
        name: 'put-rate',
        unit: 'puts/s',
        against: `etcd's own "benchmark put", v${BENCHMARK_VERSION}`,
        target: { ratio: 0.4, is: 'at least' },
        rounds: rates.rounds,
        notes: [`${clients} clients over ${connections} connections, values of ${valueBytes} bytes`],
      },
    ];
  },
};
