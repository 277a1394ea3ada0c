import { guarantee, type CriterionData } from './criterion';

const TRANSACTIONS = 'etcd documentation, page "etcd API", section "Transaction"';
const ATOMICITY = 'etcd documentation, page "etcd API guarantees", section "Atomicity"';

const SUITE_ADVICE =
  'Code that builds on transactions is not safe on this cluster. Repeat with the same seed; the finding ' +
  'names the operations, and journal.jsonl holds them.';

const SUITE_REPEATING = 'Repeating helps if the run was cut short before the suite had run in every phase.';

/** CAS-1 to 4 and 6: optimistic locking on keys and ranges of keys. */
export const cas = {
  'cas-key-scope': guarantee('CAS-1', {
    title: 'Clients that change different keys never conflict',
    meaning:
      'Clients compare-and-swap keys of their own at the same time; none may be refused because of ' +
      "another's key. Measured: the number of such refusals and of failed assertions of the suite.",
    source: `${TRANSACTIONS}: a comparison looks at the key it names, and at no other.`,
    advice: SUITE_ADVICE,
    repeating: SUITE_REPEATING,
  }),
  'cas-range-guards': guarantee('CAS-2', {
    title: 'A guard over a range sees each change and each new key in it, and nothing outside',
    meaning:
      'A guard with range_end holds where every key that exists in the range satisfies it. So mod_revision below ' +
      'R+1 stops what follows a change or a new key after revision R, and is blind to deletions; an empty range ' +
      'compares as zero, and fails every guard on a value. Measured: the number of wrong decisions, by the ' +
      "suite's tests and over all range guards of the record.",
    source:
      `${TRANSACTIONS}, field range_end of a Compare; etcd's server/etcdserver/txn, applyCompare: each key of the ` +
      'range is compared, and none of them is one that was deleted.',
    advice:
      'To guard a range against deletions as well, keep a generation key, let every transaction that deletes in ' +
      `the range change it too, and guard on both. ${SUITE_ADVICE}`,
    repeating: SUITE_REPEATING,
  }),
  'cas-guards': guarantee('CAS-3', {
    title: 'Each guard (mod, create, version, value, lease) decides rightly',
    meaning:
      'Each kind of guard is tried where it must hold and where it must not. A guard on the value is fooled ' +
      'by a value that comes back, one on mod_revision is not. Measured: the number of wrong decisions.',
    source: `${TRANSACTIONS}: the targets VERSION, CREATE, MOD, VALUE and LEASE of a Compare.`,
    advice: SUITE_ADVICE,
    repeating: SUITE_REPEATING,
  }),
  'cas-one-winner': guarantee('CAS-4', {
    title: 'Of concurrent changes to one key exactly one wins each revision',
    meaning:
      'Clients race to replace one revision of a key. At most one may succeed, the others must see the ' +
      'conflict, and no successful update may be overwritten unseen. A swap without an answer counts as ' +
      'neither won nor lost. Measured: the number of revisions with two winners, and of lost updates.',
    source:
      `${TRANSACTIONS}; Jepsen's report "etcd 3.4.3" (K. Kingsbury, January 2020), which found multi-key ` +
      'transactions strictly serializable.',
    advice:
      'First make sure that the client does not repeat a transaction by itself: a lost first answer then ' +
      `looks like a conflict. ${SUITE_ADVICE}`,
    repeating: SUITE_REPEATING,
  }),
  'cas-atomic': guarantee('CAS-6', {
    title: 'Nobody ever sees half a transaction',
    meaning:
      'Transactions change several keys together; readers, watchers and members must see all of the changes ' +
      'or none. Measured: the number of half-seen transactions.',
    source: `${ATOMICITY}; the same page, section "Watch APIs", on atomic.`,
    advice: SUITE_ADVICE,
    repeating: SUITE_REPEATING,
  }),
} as const satisfies Record<string, CriterionData>;
