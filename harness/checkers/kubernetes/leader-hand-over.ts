import { figure } from '../../result/figure';
import type { Measurement } from '../../result/result';
import { faultStories } from '../fault-story';
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

/** One that led and was lost, and how long it took until somebody else was seen to lead; times in seconds. */
interface Loss {
  readonly how: string;
  /** What led: a program of Kubernetes, or an elector of the harness. */
  readonly what: string;
  readonly target: string;
  readonly took: number | undefined;
}

/**
 * K8S-3: how long it took until somebody else was seen to hold the Lease, after a leading controller-manager or scheduler, or an
 * elector of the harness, was killed, frozen, cut off or asked to end.
 * @param bound seconds; undefined where nobody set one
 */
export function leaderHandOver(history: History, bound: number | undefined): LeaderHandOver {
  const losses = [...lostPrograms(history), ...lostElectors(history)];
  const known = losses.flatMap(({ took }) => took ?? []);
  const late = losses.filter(({ took }) => took === undefined || (bound !== undefined && took > bound));
  return {
    longest: known.length === 0 ? null : Math.max(...known),
    missing:
      losses.length === 0
        ? 'no leader was lost for sure'
        : bound === undefined
          ? 'no bound is set'
          : undefined,
    findings: late.map(({ how, target, took }) =>
      finding(
        took === undefined
          ? `after the ${how} of the leading ${target} nobody else was seen to lead`
          : `after the ${how} of the leading ${target} it took ${figure(took, 's')} until another one led; the bound is ${figure(bound ?? null, 's')}`,
      ),
    ),
    measurements: losses.flatMap(({ how, what, took }) =>
      took === undefined ? [] : [{ name: `hand-over-${how}-${what}`, value: took, unit: 's' }],
    ),
  };
}

/** From when it was lost to when another identity was seen to hold its lease. */
function lostPrograms(history: History): Loss[] {
  return faultStories(history)
    .filter(({ name, proven }) => name.endsWith('-leading') && proven)
    .map(({ name, target, injected = Infinity }) => {
      const what = target.replace(/ of .*$/, '');
      const next = history.told.component.find(
        ({ component, state, t }) => state === 'leads' && component === what && t > injected,
      );
      return {
        ...{ how: name.replace(/-leading$/, ''), what, target },
        took: next && seconds(next.t - injected),
      };
    });
}

/** From when it was lost to when another one knew itself to lead. */
function lostElectors({ told }: History): Loss[] {
  const led = told.elector.filter(({ state }) => state === 'leads');
  return told.elector.flatMap(({ state, how, elector, lease, t }) => {
    if (state !== 'ended' || how === undefined) {
      return [];
    }
    const next = led.find((other) => other.lease === lease && other.elector !== elector && other.t > t);
    return [{ how, what: 'elector', target: `elector ${elector}`, took: next && seconds(next.t - t) }];
  });
}
