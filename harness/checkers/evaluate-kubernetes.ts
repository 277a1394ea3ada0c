import { amount } from '../result/amount';
import { figure } from '../result/figure';
import { counted, inconclusive, type Evaluation, type Evidence } from './evaluation';
import { gapWords } from './evaluate-consistency';
import { asserted, nothingMore } from './evaluate-suites';
import { gapSeconds } from './gaps';
import { apiGap } from './kubernetes/api-gap';
import { electorFencing } from './kubernetes/elector-fencing';
import { leaderHandOver } from './kubernetes/leader-hand-over';
import { lostUpdates } from './kubernetes/lost-updates';
import { aloneOnItsNode, besideTheControlPlane } from './kubernetes/placement';

export const kubernetesEvaluations = {
  'objects-are-keys': asserted('objects-are-keys', 'K8S-1', nothingMore),
  'stale-refused': asserted('stale-refused', 'K8S-2', nothingMore),
  'no-lock-calls': asserted('no-lock-calls', 'K8S-3', nothingMore),
  'alone-on-its-node': {
    evaluate: ({ history }: Evidence): Evaluation => counted(aloneOnItsNode(history)),
  },
  'beside-control-plane': {
    evaluate: ({ history }: Evidence): Evaluation => counted(besideTheControlPlane(history)),
  },
  'elector-fencing': {
    evaluate: ({ history }: Evidence): Evaluation => {
      const { leaders, works, ...found } = electorFencing(history);
      return counted({
        ...found,
        of: `${amount(works, 'fenced write')} of ${amount(leaders, 'leader')}`,
      });
    },
  },
  'leader-hand-over': {
    evaluate: ({ history, threshold }: Evidence): Evaluation => {
      const { longest, missing, findings, measurements } = leaderHandOver(history, threshold);
      if (missing !== undefined && findings.length === 0) {
        return { ...inconclusive(missing, longest), measurements };
      }
      return {
        verdict: findings.length > 0 ? 'fail' : 'pass',
        measured: longest ?? 0,
        evidence: `longest of ${amount(measurements.length, 'hand-over')}: ${figure(longest, 's')}`,
        findings,
        measurements,
      };
    },
  },
  'api-gap': {
    evaluate: ({ history, threshold }: Evidence): Evaluation => {
      const { worst, missing, findings, measurements } = apiGap(history, threshold);
      const measured = worst === undefined ? null : gapSeconds(worst);
      if (missing !== undefined && findings.length === 0) {
        return { ...inconclusive(missing, measured), measurements };
      }
      const evidence =
        worst === undefined
          ? 'nothing in any step'
          : `longest: ${figure(measured, 's')} without a change through any API server in ${worst.step}`;
      return threshold === undefined
        ? { ...inconclusive(`no bound is set; ${evidence}`, measured), measurements }
        : {
            verdict: findings.length > 0 ? 'fail' : 'pass',
            measured: measured ?? 0,
            evidence,
            findings,
            measurements,
          };
    },
  },
  'api-no-lost-update': {
    evaluate: ({ history, witness }: Evidence): Evaluation => {
      const { updates, conflicts, findings } = lostUpdates(history, witness);
      return counted({
        findings,
        of: `${amount(updates, 'update')} through API servers, and ${amount(conflicts, 'refusal')} of stale ones`,
        missing:
          updates === 0
            ? 'no update through an API server was acknowledged'
            : conflicts === 0
              ? 'no two clients met at an object, so that no stale update was refused'
              : gapWords(witness),
      });
    },
  },
};
