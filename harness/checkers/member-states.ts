import type { RecordOf } from '../journal/record';
import { groupBy } from './grouping';
import type { History } from './history';

/** What a member may be in the members' lists; `peerUrls` is undefined where nobody has said anything of it. */
export interface MemberState {
  readonly listed: boolean;
  readonly learner: boolean;
  readonly peerUrls: string | undefined;
}

/** A change that was asked for, by the last that is known of it. */
interface Change extends Omit<RecordOf<'membership'>, 'type' | 't'> {
  readonly asked: number;
}

type States = ReadonlyMap<string, readonly MemberState[]>;

/** By the name of a member, all that it may be after some changes. */
export interface MemberStates {
  /** After all of them. */
  readonly final: States;
  /** After any beginning of them that had been asked for by then: a member may be late to hear of a change. */
  readonly by: (t: number) => States;
  /** The name of a listed member, where somebody asked for it or it was there from the beginning. */
  readonly nameOf: (entry: Entry) => string | undefined;
}

export type Entry = RecordOf<'member-list'>['members'][number];

export const urlsText = (urls: readonly string[]): string => [...urls].sort().join(',');

/** Follows the changes that were asked for, from members that were all there and voting. */
export function memberStates({ told }: History): MemberStates {
  const changes = changesOf(told.membership);
  const added = new Set(changes.filter(({ kind }) => isAddition(kind)).map(({ member }) => member));
  const founders = new Set(told.member.map(({ member }) => member).filter((name) => !added.has(name)));
  const first: States = new Map(
    [...founders].map((name) => [name, [{ listed: true, learner: false, peerUrls: undefined }]]),
  );
  const stages = changes.reduce<{ asked: number; states: States }[]>(
    (before, change) => [
      ...before,
      { asked: change.asked, states: after(before.at(-1)?.states ?? first, change) },
    ],
    [{ asked: 0, states: first }],
  );
  const nameById = new Map(changes.flatMap(({ id, member }) => (id === undefined ? [] : [[id, member]])));
  return {
    final: stages.at(-1)?.states ?? first,
    by: (t) =>
      stages.filter(({ asked }) => asked <= t).reduce((all, { states }) => merged(all, states), first),
    nameOf: ({ id, name, peerUrls }) =>
      nameById.get(id) ??
      (founders.has(name) ? name : undefined) ??
      // Of an addition that was never answered only the URLs are known.
      changes.find((one) => isAddition(one.kind) && urlsText(one.peerUrls ?? []) === urlsText(peerUrls))
        ?.member,
  };
}

const isAddition = (kind: Change['kind']): boolean => kind === 'add' || kind === 'add-learner';

function changesOf(records: readonly RecordOf<'membership'>[]): Change[] {
  return [...groupBy(records, ({ change }) => change).values()].flatMap((own) => {
    const [asked] = own;
    const last = own.at(-1);
    return asked === undefined || last === undefined ? [] : [{ ...last, asked: asked.t }];
  });
}

/** What was refused changes nothing, and of what was not answered nobody knows. */
function after(states: States, change: Change): States {
  const before = states.get(change.member) ?? [{ listed: false, learner: false, peerUrls: undefined }];
  const changed = before.map((state) => effect(state, change));
  switch (change.state) {
    case 'fail':
      return states;
    case 'ok':
      return new Map([...states, [change.member, changed]]);
    case 'asked':
    case 'unknown':
      return new Map([...states, [change.member, [...before, ...changed]]]);
  }
}

function effect(state: MemberState, { kind, peerUrls }: Change): MemberState {
  const urls = peerUrls === undefined ? state.peerUrls : urlsText(peerUrls);
  switch (kind) {
    case 'add':
    case 'add-learner':
      return { listed: true, learner: kind === 'add-learner', peerUrls: urls };
    case 'promote':
      return { ...state, learner: false };
    case 'remove':
      return { ...state, listed: false };
    case 'update':
      return { ...state, peerUrls: urls };
  }
}

function merged(one: States, other: States): States {
  const names = new Set([...one.keys(), ...other.keys()]);
  return new Map([...names].map((name) => [name, [...(one.get(name) ?? []), ...(other.get(name) ?? [])]]));
}
