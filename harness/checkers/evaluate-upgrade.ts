import { amount } from '../result/amount';
import { figure } from '../result/figure';
import { beyondContents, durability } from './durability';
import { gapSeconds } from './gaps';
import { gapWords } from './evaluate-consistency';
import { counted, inconclusive, type Evaluation, type Evidence } from './evaluation';
import { faultStories } from './fault-story';
import { finalContents } from './final-content';
import { retold } from './finding';
import { membersOf } from './history';
import { membersAgree } from './members-agree';
import { authAgrees, phasesWithoutAuth } from './auth/auth-agrees';
import { membershipAsAsked } from './membership-as-asked';
import { membersStayUp } from './members-stay-up';
import { onceAWitness } from './once-a-witness';
import { revisionsForward } from './revisions-forward';
import { upgradeGap } from './upgrade-gap';
import { versionsReached, wantedVersion } from './versions-reached';
import { watchNoGap } from './watch/watch-no-gap';

const without = (members: readonly string[], known: ReadonlySet<string>): string | undefined => {
  const lacking = members.filter((member) => !known.has(member));
  return members.length === 0 ? 'no member is named' : lacking.length === 0 ? undefined : lacking.join(', ');
};

const writesKept = onceAWitness(({ history, witness }): Evaluation => {
  const contents = finalContents(history);
  const lacking = without(membersOf(history), new Set(contents.map(({ member }) => member)));
  const writes = witness.order.writes.all.length;
  return counted({
    findings: durability(history, witness),
    of: `${amount(writes, 'acknowledged write')} against ${amount(contents.length, 'member')}`,
    missing:
      lacking !== undefined
        ? `no complete final content of: ${lacking}`
        : writes === 0
          ? 'no write was acknowledged'
          : beyondContents(witness, contents),
  });
});

const watchesWhole = onceAWitness(({ history, witness }): Evaluation => {
  const { findings, holes } = watchNoGap(history, witness);
  const events = history.watches.reduce((sum, { responses }) => sum + responses.events().length, 0);
  return counted({
    findings,
    of: `${amount(events, 'event')} of ${amount(history.watches.length, 'watch', 'watches')}`,
    missing: events === 0 ? 'no watch event was recorded' : (holes[0] ?? gapWords(witness)),
  });
});

const killed = ({ history }: Evidence): number =>
  faultStories(history).filter(({ name, proven }) => name === 'kill' && proven).length;

export const upgradeEvaluations = {
  'no-lost-writes': { evaluate: writesKept },
  durable: {
    evaluate: (evidence: Evidence): Evaluation => {
      const kills = killed(evidence);
      const kept = writesKept(evidence);
      const findings = retold(kept.findings, 'durable', 'CONS-4');
      return kills === 0 && kept.verdict === 'pass'
        ? inconclusive('no member was seen to be killed')
        : { ...kept, findings, evidence: `${kept.evidence}, after ${amount(kills, 'kill')}` };
    },
  },
  'revisions-forward': {
    evaluate: ({ history }: Evidence): Evaluation => {
      const answered = history.operations.filter(({ outcome }) => outcome === 'ok').length;
      return counted({
        findings: revisionsForward(history),
        of: `${amount(answered, 'answer')} and ${amount(history.watches.length, 'watch', 'watches')}`,
        missing: answered === 0 ? 'no operation was answered' : undefined,
      });
    },
  },
  'members-agree': {
    evaluate: ({ history, witness }: Evidence): Evaluation => {
      const { findings, compared } = membersAgree(history);
      const last = witness.order.writes.all.at(-1)?.revision ?? 0;
      const members = membersOf(history);
      const lacking = members.length > 1 ? without(members, compared(last)) : undefined;
      return counted({
        findings,
        of: amount(members.length, 'member'),
        missing: members.length === 0 ? 'no member is named' : lacking && `could not be compared: ${lacking}`,
      });
    },
  },
  'membership-as-asked': {
    evaluate: ({ history }: Evidence): Evaluation => {
      const { findings, lists, silent } = membershipAsAsked(history);
      return counted({
        findings,
        of: amount(lists, 'list of the members', 'lists of the members'),
        missing:
          lists === 0
            ? 'no member told whom it lists'
            : silent.length > 0
              ? `not told at the end by: ${silent.join(', ')}`
              : undefined,
      });
    },
  },
  'auth-agrees': {
    evaluate: ({ history }: Evidence): Evaluation => {
      const { findings, changes, tellers, unjudged } = authAgrees(history);
      const idle = phasesWithoutAuth(history);
      const silent = membersOf(history).filter((member) => !tellers.includes(member));
      return counted({
        findings,
        of: amount(
          changes,
          'change of users, roles and permissions',
          'changes of users, roles and permissions',
        ),
        missing:
          changes === 0
            ? 'no change of users or roles was acknowledged'
            : idle.length > 0
              ? `no change of users or roles was answered in ${idle.join(', ')}`
              : silent.length > 0
                ? `not told at the end by: ${silent.join(', ')}`
                : unjudged > 0
                  ? `too many changes without an answer in ${amount(unjudged, 'group')} of users and roles`
                  : undefined,
      });
    },
  },
  'watch-no-gap': { evaluate: watchesWhole },
  'watch-guarantees': {
    evaluate: (evidence: Evidence): Evaluation => {
      const whole = watchesWhole(evidence);
      return { ...whole, findings: retold(whole.findings, 'watch-guarantees', 'CONS-2') };
    },
  },
  'upgrade-gap': {
    evaluate: ({ history, threshold }: Evidence): Evaluation => {
      const { worst, missing, findings } = upgradeGap(history, threshold);
      if (missing !== undefined && findings.length === 0) {
        return inconclusive(missing, worst === undefined ? null : gapSeconds(worst));
      }
      const measured = worst === undefined ? 0 : gapSeconds(worst);
      const evidence =
        worst === undefined
          ? 'no gap'
          : `longest: ${figure(measured, 's')} without ${worst.of} in ${worst.step}`;
      return threshold === undefined
        ? inconclusive(`no bound is set; ${evidence}`, measured)
        : { verdict: findings.length > 0 ? 'fail' : 'pass', measured, evidence, findings };
    },
  },
  'versions-reached': {
    evaluate: ({ history }: Evidence): Evaluation => {
      const { from, to } = history.header.subject;
      if (from !== to && history.phases.every(({ name }) => name !== 'to')) {
        return inconclusive('the run ended before every member had been taken to the wanted version');
      }
      const { findings, silent } = versionsReached(history);
      const told = history.told.status.length;
      return counted({
        findings,
        of: `${amount(told, 'status report')}, wanted version ${wantedVersion(history.header)}`,
        missing:
          told === 0
            ? 'no member told its status'
            : silent.length > 0
              ? `no status of ${silent.join(', ')}`
              : undefined,
      });
    },
  },
  'members-stay-up': {
    evaluate: ({ history }: Evidence): Evaluation =>
      counted({
        findings: membersStayUp(history),
        of: amount(history.told.member.length, 'member event'),
        missing: history.told.member.length === 0 ? 'no start or end of a member was recorded' : undefined,
      }),
  },
};
