import { amount } from '../../result/amount';
import { figure } from '../figure';
import { bad, good, ofMembers, type Check } from './check';

/** What the file, etcdutl and each member give for the newest revision. */
export const revision: Check = {
  id: 'revision',
  title: 'its revision is that of the restored members',
  judge: ofMembers((members, { file: { content }, status }) => {
    const expected = content?.revision ?? 0;
    if (
      'revision' in status &&
      status.revision !== expected &&
      content?.settings.compactRevision !== expected
    ) {
      return bad(`the file holds revision ${expected}, and etcdutl says ${status.revision}`);
    }
    // An empty store has revision 1. Leases that ran out meanwhile have made newer ones.
    const least = Math.max(1, expected);
    const runsOut = Object.keys(content?.leased ?? {}).length > 0;
    const other = members.find((one) => one.revision < least || (one.revision > least && !runsOut));
    return other === undefined
      ? good(`revision ${figure(expected)} in the file, by etcdutl and on all members`)
      : bad(`the file holds revision ${expected}, and ${other.name} is at ${other.revision}`);
  }),
};

/** Nothing lost and nothing changed on the way from the file into the members, every field of every key included. */
export const keys: Check = {
  id: 'keys',
  title: 'its keys are those of the restored members',
  judge: ofMembers((members, { file: { content }, status }) => {
    if (content === null) {
      return bad('there is nothing to hold the members to: the file cannot be read');
    }
    const differing = members.find(({ digest }) => digest !== content.digest);
    if (differing !== undefined) {
      return bad(
        `the file holds ${amount(content.keys, 'key')}, and ${differing.name} holds ${figure(differing.keys)}, not the same`,
      );
    }
    // 3.6 counts keys, earlier releases every entry of every bucket.
    if ('totalKey' in status && ![content.keys, content.entries].includes(status.totalKey)) {
      return bad(
        `etcdutl says ${status.totalKey} total keys, and the file holds ${content.keys} keys in ${content.entries} entries`,
      );
    }
    return good(
      `${amount(content.keys, 'key')} in ${amount(content.revisions, 'revision')}, the same in the file and on all members, byte for byte`,
    );
  }),
};

export const agreement: Check = {
  id: 'agreement',
  title: 'the restored members agree',
  judge: ofMembers((members) => {
    const [first] = members;
    const other = members.find(
      (one) =>
        one.hash !== first?.hash ||
        one.compactRevision !== first.compactRevision ||
        one.digest !== first.digest,
    );
    return other === undefined
      ? good(`HashKV ${first?.hash ?? ''} on all members, and the same contents`)
      : bad(
          `${first?.name ?? ''} and ${other.name} hold different data: HashKV ${first?.hash ?? ''} and ${other.hash}`,
        );
  }),
};
