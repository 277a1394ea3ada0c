import { isDeepStrictEqual } from 'node:util';
import type { AuthContent } from '../../journal/auth';
import type { RecordOf } from '../../journal/record';
import { findingsOf, secondsText, type Finding } from '../finding';
import { membersOf, type History } from '../history';
import { isQuiet, isStep } from '../load-minimums';
import { authGroups, type AuthGroup, namesOf, partOf } from './auth-groups';
import { possibleContents } from './auth-states';
import { authText, firstDifference } from './auth-text';

const finding = findingsOf('auth-agrees', 'UPG-3');

type Told = RecordOf<'auth-state'>;

export interface AuthVerdict {
  readonly findings: readonly Finding[];
  /** Changes that etcd acknowledged. */
  readonly changes: number;
  /** Members that told in the end whom they know. */
  readonly tellers: readonly string[];
  /** Groups of names with so many changes without an answer that they could not be judged. */
  readonly unjudged: number;
}

/**
 * Users, roles and permissions are the same on every member in the end, and what was asked for: an acknowledged change
 * is there, a refused one was refused for a reason, and nobody is there whom nobody added.
 */
export function authAgrees({ told, origin: { auth } }: History): AuthVerdict {
  const last = [...new Map(told['auth-state'].map((one) => [one.member, one])).values()];
  const groups = authGroups(auth, told.auth);
  const judged = groups.map((group) => judgeGroup(auth, group, last));
  return {
    findings: [...different(last), ...judged.flatMap(({ findings }) => findings), ...strangers(groups, last)],
    changes: told.auth.filter(({ state }) => state === 'ok').length,
    tellers: last.map(({ member }) => member),
    unjudged: judged.filter(({ unjudged }) => unjudged).length,
  };
}

/** Phases of traffic in which no change was answered. A single member that is being upgraded leaves nobody to answer. */
export function phasesWithoutAuth(history: History): string[] {
  const answered = history.told.auth.filter(({ state }) => state === 'ok' || state === 'fail');
  const alone = membersOf(history).length === 1;
  return history.phases
    .filter(({ name }) => isQuiet(name) || (isStep(name) && !alone))
    .filter(({ start, end }) => !answered.some(({ t }) => t >= start && t < end))
    .map(({ name }) => name);
}

function different([first, ...others]: readonly Told[]): Finding[] {
  return others.flatMap((other) => {
    if (first === undefined) {
      return [];
    }
    const members = [`member ${first.member}`, `member ${other.member}`] as const;
    if (!isDeepStrictEqual(first.content, other.content)) {
      const [one, two] = firstDifference(first.content, other.content);
      return [
        finding(`${first.member} knows ${one} at the end, and ${other.member} knows ${two}`, ...members),
      ];
    }
    return first.revision === other.revision
      ? []
      : [
          finding(
            `${first.member} is at auth revision ${first.revision} at the end, and ${other.member} at ${other.revision}`,
            ...members,
          ),
        ];
  });
}

function judgeGroup(
  before: AuthContent,
  group: AuthGroup,
  last: readonly Told[],
): { findings: Finding[]; unjudged: boolean } {
  const possible = possibleContents(partOf(before, group), group.records);
  if (possible.is === 'too many') {
    return { findings: [], unjudged: true };
  }
  if (possible.is === 'contradicted') {
    const { op, t, state, error, change } = possible.by;
    const told = state === 'ok' ? 'done' : `refused with "${String(error)}"`;
    const words = `${authText(change)} by client ${op.split('.')[0] ?? ''} was ${told} at ${secondsText(t)}`;
    return {
      findings: [finding(`${words}, and no order of the changes before it allows that`, op)],
      unjudged: false,
    };
  }
  const findings = last.flatMap(({ member, content }) => {
    const part = partOf(content, group);
    return possible.contents.some((one) => isDeepStrictEqual(one, part))
      ? []
      : [finding(lacking(member, part, possible.contents), `member ${member}`)];
  });
  return { findings, unjudged: false };
}

function lacking(member: string, part: AuthContent, contents: readonly AuthContent[]): string {
  const [known, asked] = firstDifference(part, contents[0] ?? part);
  const others =
    contents.length > 1
      ? `, or one of ${contents.length - 1} others that changes without an answer allow`
      : '';
  return `${member} knows ${known} at the end, and what was asked for leaves ${asked}${others}`;
}

/** What was not there before, and no change is about. */
function strangers(groups: readonly AuthGroup[], last: readonly Told[]): Finding[] {
  const names = new Set(groups.flatMap((group) => [...group.names]));
  return last.flatMap(({ member, content }) =>
    namesOf(content)
      .filter((name) => !names.has(name))
      .map((name) => finding(`${member} has ${name} at the end, which nobody asked for`, `member ${member}`)),
  );
}
