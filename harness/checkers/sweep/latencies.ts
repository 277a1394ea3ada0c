import { build, encodeIntoCompressedBase64, type Histogram } from 'hdr-histogram-js';
import type { RecordOf } from '../../journal/record';
import type { LatencyFigures } from '../../result/measured-point';
import type { Operation } from '../operation';
import { within, type Stretch } from './stretches';

/** Microseconds that a timer of ours may be late by itself: an operation that began so soon after it was due was on time. */
const TIMER_GRAIN = 2_000;
const PERCENTILES = { p50: 50, p90: 90, p99: 99 } as const;

/** An empty histogram of microseconds. */
export const emptyHistogram = (): Histogram =>
  build({
    bitBucketSize: 32,
    autoResize: true,
    highestTrackableValue: 60_000_000,
    numberOfSignificantValueDigits: 3,
  });

/**
 * How long operations of a client that works at a fixed rate took: from when each was due, where it could not begin then, and
 * else from its beginning. Those that were due in the stretch count.
 */
export function latenciesOf(
  operations: readonly Operation[],
  pace: RecordOf<'paced'>,
  stretch: Stretch,
): LatencyFigures {
  const histogram = emptyHistogram();
  let failed = 0;
  for (const operation of operations) {
    const due = dueOf(operation, pace);
    if (within(stretch, due)) {
      if (operation.outcome === 'ok') {
        const late = operation.invoke - due > TIMER_GRAIN;
        histogram.recordValue(Math.max(1, operation.returned - (late ? due : operation.invoke)));
      } else {
        failed += 1;
      }
    }
  }
  return figuresOf(histogram, failed);
}

function dueOf({ id }: Operation, { first, every }: RecordOf<'paced'>): number {
  return first + (Number(id.slice(id.indexOf('.') + 1)) - 1) * every;
}

export function figuresOf(histogram: Histogram, failed: number): LatencyFigures {
  const { totalCount, maxValue } = histogram;
  const milliseconds = (microseconds: number): number | null =>
    totalCount === 0 ? null : microseconds / 1000;
  const at = (percentile: number): number | null => milliseconds(histogram.getValueAtPercentile(percentile));
  return {
    count: totalCount + failed,
    failed,
    p50: at(PERCENTILES.p50),
    p90: at(PERCENTILES.p90),
    p99: at(PERCENTILES.p99),
    max: milliseconds(maxValue),
    histogram: encodeIntoCompressedBase64(histogram),
  };
}
