import { figure } from '../result/figure';
import { type FaultStory, faultStories } from './fault-story';
import { findingsOf, seconds, type Finding } from './finding';
import { membersOf, type History, type Phase } from './history';
import { isQuiet, isStep, type Least, MINIMUMS } from './load-minimums';
import { type Tally, WATCH_EVENT, Work, WRITE } from './load-tally';

const finding = findingsOf('load-enough', 'run');

/** Each minimum of work that was not met: what a run did not do, it did not test. */
export function loadEnough(history: History): Finding[] {
  const work = new Work(history);
  const members = membersOf(history);
  const judged = history.phases.filter(({ name }) => isQuiet(name) || isStep(name));
  return [
    ...(judged.length === 0 ? [finding('no phase of traffic was recorded')] : []),
    ...judged.flatMap((phase) => phaseShortfalls(phase, members, work)),
    ...faultStories(history).flatMap((story) => faultShortfalls(story, history.last, work)),
    ...versionShortfalls(history),
  ];
}

function phaseShortfalls(phase: Phase, members: readonly string[], work: Work): Finding[] {
  const tally = work.within(phase);
  if (!isStep(phase.name)) {
    return members.flatMap((member) =>
      shortfalls(tally, MINIMUMS.memberAndPhase, `in ${phase.name}`, member),
    );
  }
  // A single member that is being upgraded leaves nobody to answer.
  return members.length === 1 ? [] : shortfalls(tally, MINIMUMS.step, `in ${phase.name}`);
}

/** A fault that takes the majority away may leave nothing to be done. */
function faultShortfalls(story: FaultStory, last: number, work: Work): Finding[] {
  const { fault, name, target, quorum, injected, observed, healing, healed } = story;
  if (!quorum || injected === undefined) {
    return [];
  }
  const end = healing ?? healed ?? last;
  const what = `during fault ${fault} (${name} ${target}, ${figure(seconds(end - injected), 's')})`;
  const whole = work.within({ start: injected, end }, injected);
  const proven = work.within({ start: observed ?? injected, end }, injected);
  return [
    ...shortfalls(whole, MINIMUMS.fault, what),
    ...shortfall(proven.of(WRITE), MINIMUMS.writesOnceProven, `${WRITE}s after the proof ${what}`),
  ];
}

/** Of every kind of work, and of events. @param member undefined for all of them together */
function shortfalls(tally: Tally, least: Least, where: string, member?: string): Finding[] {
  const through = member === undefined ? '' : ` through ${member}`;
  return [
    ...tally.kinds.flatMap((kind) =>
      shortfall(tally.of(kind, member), least.operations, `${kind}${through} ${where}`),
    ),
    ...shortfall(tally.of(WATCH_EVENT, member), least.events, `${WATCH_EVENT}s${through} ${where}`),
  ];
}

const shortfall = (count: number, least: number, what: string): Finding[] =>
  count >= least ? [] : [finding(`${what}: ${count}, and ${least} is the least`)];

/** Events count for the version that the member which showed them then had. */
function versionShortfalls({ watches, told, header }: History): Finding[] {
  const byVersion = new Map<string, number>();
  for (const { member, responses } of watches) {
    const starts = told.member.filter((event) => event.member === member && event.state === 'started');
    for (const { t, events } of responses) {
      const version = starts.findLast((start) => start.t <= t)?.version;
      if (version !== undefined) {
        byVersion.set(version, (byVersion.get(version) ?? 0) + events.length);
      }
    }
  }
  const versions = told.member.length === 0 ? [] : [...new Set([header.subject.from, header.subject.to])];
  return versions.flatMap((version) =>
    shortfall(
      byVersion.get(version) ?? 0,
      MINIMUMS.memberAndPhase.events,
      `${WATCH_EVENT}s through members of ${version}`,
    ),
  );
}
