import type { RecordOf } from '../../journal/record';
import type { ComparedFigure } from '../../result/compared-trial';
import { seconds } from '../finding';
import { emptyHistogram, figuresOf } from '../sweep/latencies';
import { within, type Stretch } from '../sweep/stretches';

type ApiCall = RecordOf<'api'>;

const PROBED = ['get', 'list', 'patch'] as const;

/** Whether an API server did what it was asked for, or refused it for a good reason. */
export const isAnswered = ({ code }: ApiCall): boolean => code !== undefined && code < 500 && code !== 429;

/**
 * What probes saw of the API, who ask at a fixed rate: how long each kind of call took from when it was due; and how much was asked
 * of it besides.
 */
export function apiFigures(
  calls: readonly ApiCall[],
  probes: ReadonlySet<number>,
  stretch: Stretch,
): ComparedFigure[] {
  const here = calls.filter(({ began }) => within(stretch, began));
  const probed = here.filter(({ client }) => probes.has(client));
  const others = here.filter(({ client }) => !probes.has(client));
  const answered = others.filter(isAnswered);
  const per = 1 / seconds(stretch.to - stretch.from);
  return [
    ...PROBED.flatMap((verb) => latencies(verb, probed)),
    {
      ...{ metric: 'API probes unanswered', unit: '/s' },
      value: per * probed.filter((call) => !isAnswered(call)).length,
    },
    { metric: 'load answered', unit: 'calls/s', value: per * answered.length },
    {
      ...{ metric: 'load not answered', unit: 'calls/s' },
      value: per * (others.length - answered.length),
    },
  ];
}

function latencies(verb: (typeof PROBED)[number], probed: readonly ApiCall[]): ComparedFigure[] {
  const histogram = emptyHistogram();
  const calls = probed.filter((call) => call.verb === verb && isAnswered(call));
  calls.forEach(({ t, began }) => histogram.recordValue(Math.max(1, t - began)));
  const { p50, p99 } = figuresOf(histogram, 0);
  return [
    { metric: `API ${verb} p50`, unit: 'ms', value: p50 },
    { metric: `API ${verb} p99`, unit: 'ms', value: p99 },
  ];
}
