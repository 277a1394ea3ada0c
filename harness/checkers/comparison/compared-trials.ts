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

const samplesOf = ({ told }: History, name: string, stretch: Stretch): number[] =>
  told.sample.flatMap((sample) => (sample.name === name && within(stretch, sample.t) ? [sample.value] : []));

function machineBusy(history: History, measured: Stretch): ComparedTrial['figures'][number] {
  const busy = samplesOf(history, 'machine-busy', measured);
  const mean = busy.reduce((all, share) => all + share, 0) / busy.length;
  return { metric: 'machine busy', unit: 'share', value: busy.length === 0 ? null : mean };
}

/** Why the figures are of the machine or of the harness too; a loss is judged by gaps far longer than either. */
function unreliable(history: History, { trial, measured }: TrialStretches): string | undefined {
  if (measured === undefined || isLoss(trial)) {
    return undefined;
  }
  const busy = samplesOf(history, 'machine-busy', measured);
  const late = Math.max(0, ...samplesOf(history, 'event-loop-lag', measured));
  if (busy.filter((share) => share >= SATURATED).length > busy.length / 2) {
    return "the machine's own processors were used up most of the time, so its figures are of the machine too";
  }
  return late >= LATE
    ? `the harness itself was ${Math.round(late)} ms late, so its figures are of the harness too`
    : undefined;
}
