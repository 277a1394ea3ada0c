import { isLoss } from '../../journal/comparison-record';
import type { ComparedTrial } from '../../result/compared-trial';
import { groupBy } from '../grouping';
import type { History } from '../history';
import type { Operation } from '../operation';
import { within, type Stretch } from '../sweep/stretches';
import { apiFigures } from './api-figures';
import { etcdFigures } from './etcd-figures';
import { outageFigures } from './outage-figures';
import { trialStretches, type TrialStretches } from './trial-stretches';
import { usageFigures } from './usage-figures';

/** A processor that is used for so much of a second has had no time for something. */
const SATURATED = 0.98;
/** Milliseconds that the harness's own event loop may be late. */
const LATE = 250;

/** What the journal of one cluster of a comparison shows of each trial. */
export function comparedTrials(history: History): ComparedTrial[] {
  const byClient = groupBy(history.operations, ({ client }) => client);
  const probes = new Set(
    history.told.api.flatMap(({ verb, paced, client }) => (verb === 'list' && paced ? client : [])),
  );
  return trialStretches(history).map((stretches) => {
    const { trial, measured, finished } = stretches;
    const why = finished ? unreliable(history, stretches) : 'it was broken off';
    return {
      trial,
      figures:
        measured === undefined
          ? []
          : isLoss(trial)
            ? outageFigures(stretches, {
                operations: probedMembers(history, byClient),
                calls: history.told.api.filter(({ client }) => probes.has(client)),
              })
            : [
                ...etcdFigures(history, byClient, stretches, measured),
                ...apiFigures(history.told.api, probes, measured),
                ...usageFigures(history.told.usage, stretches.whole),
                machineBusy(history, measured),
              ],
      finished,
      verdict: why === undefined ? 'measured' : 'inconclusive',
      why: why ?? null,
    };
  });
}

/** What etcd's own probes did at each member. */
function probedMembers(
  { told }: History,
  byClient: ReadonlyMap<number, readonly Operation[]>,
): ReadonlyMap<string, readonly Operation[]> {
  const byMember = groupBy(told.paced, ({ zone }) => zone);
  return new Map(
    [...byMember].map(([member, paces]) => [
      member,
      paces.flatMap(({ client }) => byClient.get(client) ?? []),
    ]),
  );
}

/** A sample is of the time before it: what came about at the end of a stretch is told by the first one after it. */
function samplesOf({ told }: History, name: string, { from, to }: Stretch): number[] {
  const samples = told.sample.filter((sample) => sample.name === name && sample.t >= from);
  const after = samples.findIndex(({ t }) => t >= to);
  return samples.slice(0, after === -1 ? samples.length : after + 1).map(({ value }) => value);
}

function machineBusy(history: History, measured: Stretch): ComparedTrial['figures'][number] {
  const busy = samplesOf(history, 'machine-busy', measured);
  const mean = busy.reduce((all, share) => all + share, 0) / busy.length;
  return { metric: 'machine busy', unit: 'share', value: busy.length === 0 ? null : mean };
}

/** Why the figures are of the machine or of the harness too, or of a loss that did not come about. */
function unreliable(history: History, { trial, measured, whole }: TrialStretches): string | undefined {
  if (measured === undefined) {
    return undefined;
  }
  if (isLoss(trial) && !history.told.fault.some(({ state, t }) => state === 'proven' && within(whole, t))) {
    return 'nobody saw that anything was lost';
  }
  const busy = samplesOf(history, 'machine-busy', measured);
  if (busy.length === 0) {
    return 'nobody looked how busy the machine was';
  }
  const late = Math.max(0, ...samplesOf(history, 'event-loop-lag', measured));
  if (busy.filter((share) => share >= SATURATED).length > busy.length / 2) {
    return "the machine's own processors were used up most of the time, so its figures are of the machine too";
  }
  return late >= LATE
    ? `the harness itself was ${Math.round(late)} ms late, so its figures are of the harness too`
    : undefined;
}
