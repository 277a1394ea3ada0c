import type { Benchmark } from './benchmark';
import { clusterStart } from './cluster-start';
import { gateOverhead } from './gate-overhead';
import { putRate } from './put-rate';

/** Every benchmark, in the order in which they run. */
export const BENCHMARKS: readonly Benchmark[] = [clusterStart, putRate, gateOverhead];
