import type { RecordOf } from '../journal/record';
import { findingsOf, secondsText, type Finding } from './finding';
import type { History } from './history';
import { memberStates, urlsText, type Entry, type MemberState, type MemberStates } from './member-states';

const finding = findingsOf('membership-as-asked', 'UPG-3');

type List = RecordOf<'member-list'>;

export interface MembershipVerdict {
  readonly findings: readonly Finding[];
  /** How many lists were told. */
  readonly lists: number;
  /** Members that certainly vote at the end, and did not tell then whom they list. */
  readonly silent: readonly string[];
}

/** UPG-3: members agree on who they are, and it is what was asked for; a learner votes only once promoted. */
export function membershipAsAsked(history: History): MembershipVerdict {
  const states = memberStates(history);
  const lists = history.told['member-list'];
  const last = lastLists(history);
  const tellers = new Set(last.map(({ member }) => member));
  return {
    lists: lists.length,
    findings: [
      ...lists.flatMap((list) => unexplained(list, last.includes(list), states)),
      ...last.flatMap((list) => lacking(list, states)),
      ...different(last),
    ],
    silent: [...states.final]
      .filter(([, may]) => may.every(({ listed, learner }) => listed && !learner))
      .map(([name]) => name)
      .filter((name) => !tellers.has(name)),
  };
}

/** What each member told in the end, when it had answered something linearizable and nothing changed any more. */
function lastLists({ told, phases }: History): List[] {
  const finish = phases.find(({ name }) => name === 'finish')?.start ?? Infinity;
  const changed = told.membership.at(-1)?.t ?? 0;
  const final = told['member-list'].filter(({ t }) => t >= Math.max(finish, changed));
  return [...new Map(final.map((list) => [list.member, list])).values()];
}

/** Entries that nobody asked for, or asked for otherwise. */
function unexplained(list: List, isLast: boolean, states: MemberStates): Finding[] {
  const possible = isLast ? states.final : states.by(list.t);
  return list.members.flatMap((entry) => {
    const name = states.nameOf(entry);
    const may = name === undefined ? [] : (possible.get(name) ?? []);
    if (may.some((state) => fits(entry, state))) {
      return [];
    }
    const said = `${list.member} lists ${name ?? `${entry.name} (${entry.id})`} as ${stateText(stateOf(entry))}`;
    const asked =
      may.length === 0
        ? 'nobody had asked for such a member'
        : `what was asked for makes it ${[...new Set(may.map(stateText))].join(' or ')}`;
    return [finding(`${said} at ${secondsText(list.t)}, and ${asked}`, `member ${list.member}`)];
  });
}

function lacking(list: List, { final, nameOf }: MemberStates): Finding[] {
  const listed = new Set(list.members.map(nameOf));
  return [...final]
    .filter(([name, may]) => !listed.has(name) && may.every((state) => state.listed))
    .map(([name, may]) =>
      finding(
        `${list.member} does not list ${name} at the end, and what was asked for makes it ` +
          [...new Set(may.map(stateText))].join(' or '),
        `member ${list.member}`,
      ),
    );
}

/** Each member's last list against the first member's. */
function different([first, ...others]: readonly List[]): Finding[] {
  return others.flatMap((other) =>
    first === undefined || listText(first) === listText(other)
      ? []
      : [
          finding(
            `${first.member} lists ${listText(first)} at the end, and ${other.member} lists ${listText(other)}`,
            `member ${first.member}`,
            `member ${other.member}`,
          ),
        ],
  );
}

const stateOf = ({ learner, peerUrls }: Entry): MemberState => ({
  ...{ listed: true, learner },
  peerUrls: urlsText(peerUrls),
});

const fits = (entry: Entry, { listed, learner, peerUrls }: MemberState): boolean =>
  listed && learner === entry.learner && (peerUrls === undefined || peerUrls === urlsText(entry.peerUrls));

const stateText = ({ listed, learner, peerUrls }: MemberState): string =>
  listed
    ? `a ${learner ? 'learner' : 'voting member'}${peerUrls === undefined ? '' : ` at ${peerUrls}`}`
    : 'no member';

/** A name is published by its member later, so that members may differ in it for a while. */
const listText = ({ members }: List): string =>
  members
    .map((entry) => `${entry.id} as ${stateText(stateOf(entry))}`)
    .sort()
    .join(' and ');
