import type { Benchmark } from './benchmark';
import { containerStart } from './container-start';
import { clusterStart } from './cluster-start';
import { gateOverhead, gateRuntimes } from './gate-overhead';
import { journal } from './journal';
import { putRate } from './put-rate';
import { searchBenchmark } from './search';
import { witness } from './witness';

/** Every benchmark, in the order in which they run. */
export const BENCHMARKS: readonly Benchmark[] = [
  clusterStart,
  putRate,
  journal,
  witness,
  searchBenchmark,
  gateOverhead,
  containerStart,
  gateRuntimes,
];
