import { figure } from '../result/figure';
import { faultStories } from './fault-story';
import { findingsOf, seconds, type Finding } from './finding';
import { membersOf, type History, type Phase } from './history';
import { isQuiet, isStep, KINDS, MINIMUMS } from './load-minimums';
import type { Acknowledged } from './operation';
import { orderOf } from './order';

const finding = findingsOf('load-enough', 'run');

/** Each minimum of work that was not met: what a run did not do, it did not test. */
export function loadEnough(history: History): Finding[] {
  const answered = history.operations.filter(
    (operation): operation is Acknowledged => operation.outcome === 'ok' && operation.role === 'traffic',
  );
  const members = membersOf(history);
  const judged = history.phases.filter(({ name }) => isQuiet(name) || isStep(name));
  return [
    ...(judged.length === 0 ? [finding('no phase of traffic was recorded')] : []),
    ...judged.flatMap((phase) => phaseShortfalls(phase, members, answered)),
    ...faultShortfalls(history, answered),
    ...watchShortfalls(history, members),
  ];
}

function phaseShortfalls(
  phase: Phase,
  members: readonly string[],
  answered: readonly Acknowledged[],
): Finding[] {
  const within = answered.filter(({ returned }) => returned >= phase.start && returned < phase.end);
  return Object.entries(KINDS).flatMap(([kind, is]) => {
    const ofKind = within.filter(is);
    if (isStep(phase.name)) {
      // A single member that is being upgraded leaves nobody to answer.
      return members.length === 1
        ? []
        : shortfall(ofKind.length, MINIMUMS.perStep, `${kind} in ${phase.name}`);
    }
    return members.flatMap((member) =>
      shortfall(
        ofKind.filter((operation) => operation.member === member).length,
        MINIMUMS.perMemberAndPhase,
        `${kind} through ${member} in ${phase.name}`,
      ),
    );
  });
}

const shortfall = (count: number, least: number, what: string): Finding[] =>
  count >= least ? [] : [finding(`${what}: ${count} answered, and ${least} is the least`)];

function faultShortfalls(history: History, answered: readonly Acknowledged[]): Finding[] {
  const writes = orderOf(answered).writes.all;
  return faultStories(history).flatMap(
    ({ fault, name, target, quorum, injected, observed, healing, healed }) => {
      if (!quorum || injected === undefined) {
        return [];
      }
      const end = healing ?? healed ?? history.last;
      const effective = observed ?? injected;
      const during = writes.filter(
        ({ invoke, returned }) => invoke >= injected && returned >= effective && returned <= end,
      ).length;
      return shortfall(
        during,
        MINIMUMS.writesPerFault,
        `writes during fault ${fault} (${name} ${target}, ${figure(seconds(end - injected), 's')})`,
      );
    },
  );
}

/** Events count for the member that showed them, and for the version that it then had. */
function watchShortfalls({ watches, told, header }: History, members: readonly string[]): Finding[] {
  const byMember = new Map<string, number>();
  const byVersion = new Map<string, number>();
  for (const { member, responses } of watches) {
    const starts = told.member.filter((event) => event.member === member && event.state === 'started');
    for (const { t, events } of responses) {
      const version = starts.findLast((start) => start.t <= t)?.version;
      byMember.set(member, (byMember.get(member) ?? 0) + events.length);
      if (version !== undefined) {
        byVersion.set(version, (byVersion.get(version) ?? 0) + events.length);
      }
    }
  }
  const versions = told.member.length === 0 ? [] : [...new Set([header.subject.from, header.subject.to])];
  return [
    ...members.flatMap((member) =>
      shortfall(byMember.get(member) ?? 0, MINIMUMS.watchEvents, `watch events through ${member}`),
    ),
    ...versions.flatMap((version) =>
      shortfall(
        byVersion.get(version) ?? 0,
        MINIMUMS.watchEvents,
        `watch events through members of ${version}`,
      ),
    ),
  ];
}
