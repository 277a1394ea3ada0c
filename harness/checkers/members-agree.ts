import type { RecordOf } from '../journal/record';
import { sameKeyValue, stateText } from './difference';
import { finalContents, type FinalContent } from './final-content';
import { findingsOf, type Finding } from './finding';
import { groupBy } from './grouping';
import type { History } from './history';
import { compareKeys } from './key-span';

const finding = findingsOf('members-agree', 'UPG-3');

export interface Agreement {
  readonly findings: readonly Finding[];
  /** Members that were compared with another one, by content or by hash, at this revision or a later one. */
  readonly compared: (from: number) => ReadonlySet<string>;
}

/** UPG-3: members hold the same keys at the same revision, and the same hash of their history. */
export function membersAgree(history: History): Agreement {
  const contents = [...groupBy(finalContents(history), ({ revision }) => revision).values()];
  const hashes = [
    ...groupBy(
      history.told.hash,
      ({ revision, compactRevision }) => `${revision} ${compactRevision}`,
    ).values(),
  ];
  const groups: { member: string; revision: number }[][] = [...contents, ...hashes];
  return {
    findings: [
      ...contents.flatMap(differentContents),
      ...hashes.flatMap((group) => differentHashes(group, contents.flat())),
    ],
    compared: (from) =>
      new Set(
        groups
          .filter(comparesMembers)
          .flatMap((group) => group.filter(({ revision }) => revision >= from).map(({ member }) => member)),
      ),
  };
}

const comparesMembers = (group: readonly { member: string }[]): boolean =>
  group.some(({ member }) => member !== group[0]?.member);

/** Each member against the first, and the first key in which they differ. */
function differentContents([first, ...others]: readonly FinalContent[]): Finding[] {
  if (first === undefined) {
    return [];
  }
  return others.flatMap((other) => {
    const [key, ...more] = [...new Set([...first.kvs.keys(), ...other.kvs.keys()])]
      .filter((one) => !sameKeyValue(first.kvs.get(one), other.kvs.get(one)))
      .sort(compareKeys);
    return key === undefined
      ? []
      : [
          finding(
            `at revision ${first.revision} ${first.member} holds ${stateText(key, first.kvs.get(key))} and ` +
              `${other.member} holds ${stateText(key, other.kvs.get(key))}` +
              (more.length === 0 ? '' : `; ${more.length} more keys differ`),
            ...first.pages.slice(0, 1),
            ...other.pages.slice(0, 1),
          ),
        ];
  });
}

/** Where only a hash differs, the journal cannot tell the key: it holds no member's history. */
function differentHashes(
  [first, ...others]: readonly RecordOf<'hash'>[],
  contents: readonly FinalContent[],
): Finding[] {
  const different = others.find(({ hash }) => hash !== first?.hash);
  return first === undefined || different === undefined
    ? []
    : [
        finding(
          `at revision ${first.revision}, compacted at ${first.compactRevision}, ${first.member} has hash ${first.hash} ` +
            `and ${different.member} has hash ${different.hash}` +
            alsoInContent(first.member, different.member, contents),
        ),
      ];
}

function alsoInContent(one: string, other: string, contents: readonly FinalContent[]): string {
  const [ours, theirs] = [one, other].map((name) => contents.find(({ member }) => member === name));
  if (ours === undefined || theirs === undefined || ours.revision !== theirs.revision) {
    return '';
  }
  return differentContents([ours, theirs]).length > 0
    ? '; their contents differ as well'
    : '; their contents are the same key by key, so what differs is an older state or a deletion that one of them keeps';
}
