import { faultStories } from './fault-story';
import { findingsOf, seconds, type Finding } from './finding';
import { membersOf, type History } from './history';
import { isSerializable } from './operation';

const finding = findingsOf('answers-after-heal', 'CONS-6');

export interface HealVerdict {
  /** The slowest member's first answer after the last heal, in seconds. */
  readonly worst:
    { readonly member: string; readonly seconds: number; readonly answered: boolean } | undefined;
  readonly findings: readonly Finding[];
  /** Members whose time ran out before the bound without an answer: nothing is shown. */
  readonly open: readonly string[];
}

/**
 * CONS-6: after the last fault ended, each member answers a linearizable read within the bound. Where there was no
 * fault, the last start of a member is the last disturbance.
 * @param bound seconds; undefined where nobody set one
 */
export function answersAfterHeal(history: History, bound: number | undefined): HealVerdict {
  const healed = lastHeal(history);
  if (healed === undefined) {
    return { worst: undefined, findings: [], open: [] };
  }
  const members = membersOf(history).map((member) => {
    const first = firstAnswer(history, member, healed);
    return { member, seconds: seconds((first ?? history.last) - healed), answered: first !== undefined };
  });
  const late = members.filter((one) => bound !== undefined && one.seconds > bound);
  return {
    worst: members.reduce<HealVerdict['worst']>(
      (worst, one) => (worst && worst.seconds >= one.seconds ? worst : one),
      undefined,
    ),
    open: members.filter((one) => !one.answered && !late.includes(one)).map(({ member }) => member),
    findings: late.map((one) =>
      finding(
        `${one.member} ${one.answered ? `first answered a linearizable read ${one.seconds.toFixed(1)} s` : `answered no linearizable read for ${one.seconds.toFixed(1)} s`} ` +
          `after the last fault was over; the bound is ${bound ?? 0} s`,
      ),
    ),
  };
}

/** Undefined where a fault was never healed, or nothing was ever disturbed. */
function lastHeal(history: History): number | undefined {
  const ends = faultStories(history).map(({ healed }) => healed);
  if (ends.length === 0) {
    return history.told.member.findLast(({ state }) => state === 'started')?.t;
  }
  return ends.includes(undefined) ? undefined : Math.max(...ends.map((end) => end ?? 0));
}

/** Only reads asked for after the heal count. */
function firstAnswer({ operations }: History, member: string, healed: number): number | undefined {
  const answers = operations.flatMap((operation) =>
    operation.member === member &&
    operation.outcome === 'ok' &&
    operation.invoke >= healed &&
    'range' in operation.request &&
    !isSerializable(operation.request)
      ? [operation.returned]
      : [],
  );
  return answers.length === 0 ? undefined : answers.reduce((one, other) => Math.min(one, other));
}
