import { figure } from '../../result/figure';
import type { Measurement } from '../../result/result';
import { faultStories, type FaultStory } from '../fault-story';
import { findingsOf, seconds, type Finding } from '../finding';
import type { History } from '../history';

const finding = findingsOf('leader-hand-over', 'K8S-3');

export interface LeaderHandOver {
  /** Seconds; null where no leader was lost for sure, or nobody followed. */
  readonly longest: number | null;
  readonly missing: string | undefined;
  readonly findings: readonly Finding[];
  readonly measurements: readonly Measurement[];
}

/**
 * K8S-3: how long it took until somebody else was seen to hold the Lease, after a leading controller-manager or scheduler was
 * killed, frozen or asked to end.
 * @param bound seconds; undefined where nobody set one
 */
export function leaderHandOver(history: History, bound: number | undefined): LeaderHandOver {
  const losses = faultStories(history).filter(({ name, proven }) => name.endsWith('-leading') && proven);
  const taken = losses.map((loss) => ({ loss, took: tookOver(loss, history) }));
  const known = taken.flatMap(({ took }) => took ?? []);
  const late = taken.filter(({ took }) => took === undefined || (bound !== undefined && took > bound));
  return {
    longest: known.length === 0 ? null : Math.max(...known),
    missing:
      losses.length === 0
        ? 'no leader was lost for sure'
        : bound === undefined
          ? 'no bound is set'
          : undefined,
    findings: late.map(({ loss, took }) =>
      finding(
        took === undefined
          ? `after ${whatOf(loss)} nobody else was seen to lead`
          : `after ${whatOf(loss)} it took ${figure(took, 's')} until another one led; the bound is ${figure(bound ?? null, 's')}`,
      ),
    ),
    measurements: taken.flatMap(({ loss: { name, target }, took }) =>
      took === undefined
        ? []
        : [
            {
              name: `hand-over-${name.replace(/-leading$/, '')}-${componentOf(target)}`,
              value: took,
              unit: 's',
            },
          ],
    ),
  };
}

const componentOf = (target: string): string => target.replace(/ of .*$/, '');

const whatOf = ({ name, target }: FaultStory): string =>
  `the ${name.replace(/-leading$/, '')} of the leading ${target}`;

/** Seconds from when it was lost to when another identity was seen to hold its lease. */
function tookOver({ target, injected = Infinity }: FaultStory, { told }: History): number | undefined {
  const next = told.component.find(
    ({ component, state, t }) => state === 'leads' && component === componentOf(target) && t > injected,
  );
  return next === undefined ? undefined : seconds(next.t - injected);
}
