import { amount } from '../result/amount';
import { figure } from '../result/figure';
import type { Evaluation, Evidence } from './evaluation';
import { counted, inconclusive } from './evaluation';
import { faultStories } from './fault-story';
import { findingsOf } from './finding';
import { loadEnough } from './load-enough';

const knownIssue = findingsOf('known-issues', 'run');

/** Conditions of the run itself, which never fail since they say nothing about etcd; and known issues, which do. */
export const runEvaluations = {
  'faults-proven': {
    evaluate: ({ history }: Evidence): Evaluation => {
      const faults = faultStories(history);
      if (faults.length === 0) {
        return nobodyToLose(history) ?? inconclusive('no fault was injected');
      }
      const unproven = faults.filter(({ proven }) => !proven);
      const measured = (faults.length - unproven.length) / faults.length;
      const evidence = `${faults.length - unproven.length} of ${amount(faults.length, 'fault')} proven`;
      const [first] = unproven;
      return first === undefined
        ? { verdict: 'pass', measured, evidence, findings: [] }
        : inconclusive(
            `${evidence}, and all have to be; not fault ${first.fault} (${first.name} ${first.target}): ${first.proof}`,
            measured,
          );
    },
  },
  'load-enough': {
    evaluate: ({ history }: Evidence): Evaluation => {
      const shortfalls = loadEnough(history);
      const [first] = shortfalls;
      return first === undefined
        ? { verdict: 'pass', measured: 0, evidence: 'every minimum of work was met', findings: [] }
        : inconclusive(
            `${amount(shortfalls.length, 'minimum', 'minima')} not met; first: ${first.message}`,
            shortfalls.length,
          );
    },
  },
  'harness-lag': {
    evaluate: ({ history, threshold }: Evidence): Evaluation => {
      const lags = history.told.sample.filter(({ name }) => name === 'event-loop-lag');
      if (lags.length === 0) {
        return inconclusive('the lag of the event loop was never sampled');
      }
      const measured = lags.reduce((most, { value }) => Math.max(most, value), 0);
      const evidence = `longest of ${amount(lags.length, 'sample')}`;
      return threshold !== undefined && measured <= threshold
        ? { verdict: 'pass', measured, evidence, findings: [] }
        : inconclusive(
            threshold === undefined
              ? `no bound is set; ${evidence}`
              : `the harness lagged ${figure(measured, 'ms')}, more than the ${figure(threshold, 'ms')} allowed (${evidence})`,
            measured,
          );
    },
  },
  'trigger-fired': {
    evaluate: ({ history }: Evidence): Evaluation => {
      const [first] = history.told.trigger;
      return first === undefined
        ? inconclusive('what sets the bug off was never seen', 0)
        : { verdict: 'pass', measured: history.told.trigger.length, evidence: first.what, findings: [] };
    },
  },
  'known-issues': {
    evaluate: ({ history: { header } }: Evidence): Evaluation => {
      const tried = (header.knownIssues ?? []).flatMap(({ id, tried: all = [] }) =>
        all.map((one) => ({ id, ...one })),
      );
      const open = tried.find(({ verdict }) => verdict === 'inconclusive');
      return counted({
        findings: tried
          .filter(({ verdict }) => verdict === 'fail')
          .map(({ id, version, words, journal }) =>
            knownIssue(`issue ${id} shows on ${version}: ${words} (${journal})`),
          ),
        of: `${amount(tried.length, 'scenario')} of known issues`,
        missing: open && `issue ${open.id} on ${open.version}: ${open.words}`,
      });
    },
  },
  'journal-whole': {
    evaluate: ({ history, cut }: Evidence): Evaluation => {
      const breaks = [...breaksOf(history.end, cut), ...history.defects];
      return breaks.length === 0
        ? {
            verdict: 'pass',
            measured: 0,
            evidence: 'the run finished, and its record is whole',
            findings: [],
          }
        : inconclusive(breaks.slice(0, 3).join('; '), breaks.length);
    },
  },
};

const ENDINGS = {
  interrupted: 'the run was interrupted',
  'broken-off': 'the run was broken off',
  error: 'the run ended with an error',
} as const;

function breaksOf(end: Evidence['history']['end'], cut: number | undefined): string[] {
  if (cut !== undefined) {
    return [`cut off at line ${cut}`];
  }
  if (end === undefined) {
    return ['no end record'];
  }
  return end.reason === 'finished'
    ? []
    : [`${ENDINGS[end.reason]}${end.error === undefined ? '' : `: ${end.error}`}`];
}

/** Where no leader settles, none can be taken away: that is a figure of a sweep, and not a fault without proof. */
function nobodyToLose({ told }: Evidence['history']): Evaluation | undefined {
  const losing = told.point.filter((point) => point.losing && point.state === 'end');
  return losing.length > 0 && losing.every(({ leaderless }) => leaderless)
    ? {
        verdict: 'pass',
        measured: null,
        evidence: 'no leader settled where one was to be taken away',
        findings: [],
      }
    : undefined;
}
