import { figure } from '../result/figure';
import { faultStories } from './fault-story';
import { findingsOf, seconds, secondsText, type Finding } from './finding';
import { membersOf, type History } from './history';
import { isSerializable } from './operation';
import { stalledWithin, stallsOf } from './stalls';

const finding = findingsOf('answers-after-heal', 'CONS-6');

/** How long a member took to answer. */
interface Wait {
  readonly member: string;
  /** Microseconds. */
  readonly from: number;
  readonly until: number;
  readonly seconds: number;
  /** False where the run ended first. */
  readonly answered: boolean;
}

export interface HealVerdict {
  /** Of the slowest member. */
  readonly worst: Wait | undefined;
  readonly findings: readonly Finding[];
  /** Members whose time ran out before the bound without an answer, or with the harness standing still: nothing is shown. */
  readonly open: readonly string[];
}

/**
 * CONS-6: after the last fault began to be taken back, each member answers a linearizable read within the bound.
 * Where there was no fault, the last start of a member is the last disturbance.
 * @param bound seconds; undefined where nobody set one
 */
export function answersAfterHeal(history: History, bound: number | undefined): HealVerdict {
  const healed = lastHeal(history);
  if (healed === undefined) {
    return { worst: undefined, findings: [], open: [] };
  }
  const members = membersOf(history).map((member) => waitOf(history, member, healed));
  const stalls = stallsOf(history);
  const beyond = members.filter((one) => bound !== undefined && one.seconds > bound);
  const late = beyond.filter(
    (one) => one.seconds - stalledWithin(stalls, { from: one.from, to: one.until }) > (bound ?? 0),
  );
  const excused = beyond.filter((one) => !late.includes(one));
  return {
    worst: members.reduce<Wait | undefined>(
      (worst, one) => (worst && worst.seconds >= one.seconds ? worst : one),
      undefined,
    ),
    open: members
      .filter((one) => (!one.answered && !late.includes(one)) || excused.includes(one))
      .map(({ member }) => member),
    findings: late.map((one) =>
      finding(
        `${one.member} ${one.answered ? `first answered a linearizable read ${figure(one.seconds, 's')}` : `answered no linearizable read for ${figure(one.seconds, 's')}`} ` +
          `after the last fault began to be taken back; the bound is ${bound ?? 0} s` +
          healthText(one, history),
      ),
    ),
  };
}

/** A member may tell its status, which it knows by itself, while whatever needs a quorum hangs. */
function healthText({ member, from, until }: Wait, { told }: History): string {
  const status = told.status.find((one) => one.member === member && one.t > from && one.t <= until);
  return status === undefined
    ? ''
    : `; it told its status at ${secondsText(status.t)}: healthy by its own account, while its linearizable reads hung`;
}

/** Undefined where a fault was never healed, or nothing was ever disturbed. */
function lastHeal(history: History): number | undefined {
  // From when healing began: a heal waits for the members to answer, so by the time it is over they do.
  const ends = faultStories(history).map(({ healing }) => healing);
  if (ends.length === 0) {
    return history.told.member.findLast(({ state }) => state === 'started')?.t;
  }
  return ends.includes(undefined) ? undefined : Math.max(...ends.map((end) => end ?? 0));
}

/** From the heal, or from when a client of the member first asked after it, to the first answer. */
function waitOf(history: History, member: string, healed: number): Wait {
  const asked = history.operations.filter(
    (operation) =>
      operation.member === member &&
      'range' in operation.request &&
      !isSerializable(operation.request) &&
      (operation.outcome === 'unknown' ? operation.gaveUp : operation.returned) > healed,
  );
  const from = asked.reduce((first, { invoke }) => Math.min(first, Math.max(invoke, healed)), history.last);
  const answers = asked.filter(({ outcome }) => outcome === 'ok');
  const until = answers.reduce((first, { returned }) => Math.min(first, returned), history.last);
  return { member, from, until, seconds: seconds(until - from), answered: answers.length > 0 };
}
