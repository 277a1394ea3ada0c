import { amount } from '../result/amount';
import { figure } from '../result/figure';
import { answersAfterHeal } from './answers-after-heal';
import { counted, inconclusive, type Evaluation, type Evidence } from './evaluation';
import { leaseBounds } from './lease-bounds';
import { MANY_LEASES } from './lease-life';
import { linearizable } from './linearizable';
import { serializablePast, serializableReads } from './serializable-past';
import type { Witness } from './witness';

export const gapWords = ({ gap }: Witness): string | undefined =>
  gap &&
  `revisions ${gap[0]} to ${gap[1]} exist, and no recorder went through them: states from there on are not known`;

export const consistencyEvaluations = {
  linearizable: {
    evaluate: ({ history, witness }: Evidence): Evaluation =>
      counted({
        findings: linearizable(history, witness),
        of: `${amount(history.operations.length, 'operation')} up to revision ${witness.trusted}`,
        missing: witness.order.answered.length === 0 ? 'no operation was answered' : gapWords(witness),
      }),
  },
  'serializable-past': {
    evaluate: ({ history, witness }: Evidence): Evaluation => {
      const reads = serializableReads(history);
      return counted({
        findings: serializablePast(history, witness),
        of: amount(reads.length, 'serializable read'),
        missing: reads.length === 0 ? 'no serializable read was answered' : gapWords(witness),
      });
    },
  },
  'lease-bounds': {
    evaluate: ({ history, witness }: Evidence): Evaluation => {
      const { findings, expiries, bounded } = leaseBounds(history, witness);
      return counted({
        findings,
        of:
          amount(expiries, 'expiry', 'expiries') +
          (bounded ? '' : `, of which none can be too late: ${MANY_LEASES} leases or more at once`),
        missing: expiries === 0 ? "no lease's keys were seen to expire" : gapWords(witness),
      });
    },
  },
  'answers-after-heal': {
    evaluate: ({ history, threshold }: Evidence): Evaluation => {
      const { worst, findings, open } = answersAfterHeal(history, threshold);
      if (worst === undefined) {
        return inconclusive('no fault ended, or one was never healed');
      }
      const evidence = `slowest is ${worst.member}, ${figure(worst.seconds, 's')} after the last fault was over`;
      if (findings.length > 0) {
        return { verdict: 'fail', measured: worst.seconds, evidence, findings };
      }
      if (open.length > 0 || threshold === undefined) {
        const why =
          threshold === undefined
            ? 'no bound is set'
            : `within the ${figure(threshold, 's')} allowed, the run ended or the harness stood still before ${open.join(', ')} answered`;
        return inconclusive(`${why}; ${evidence}`, worst.seconds);
      }
      return { verdict: 'pass', measured: worst.seconds, evidence, findings: [] };
    },
  },
};
