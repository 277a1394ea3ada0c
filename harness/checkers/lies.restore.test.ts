import { describe, expect, test } from '@jest/globals';
import type { JournalRecord, RecordOf } from '../journal/record';
import { judgeRecords } from './testing/judge-records';
import { areFound, good } from './testing/lies';
import { find, replace } from './testing/select';

const snapshot = find(good, 'snapshot', () => true);
const [objectText, volumeText] = snapshot.sought as [
  (typeof snapshot.sought)[0],
  (typeof snapshot.sought)[0],
];
const bucket = find(good, 'bucket', () => true);
const back = find(good, 'came-back', ({ way }) => way === 'B');
const printed = (kind: string) => find(good, 'printed', (one) => one.kind === kind);
const row = find(good, 'fidelity', () => true);
const provoked = find(good, 'provoked', () => true);

const having = <T extends JournalRecord>(record: T, change: Partial<T>): JournalRecord[] =>
  replace(good, record, { ...record, ...change });

const withFailure = (change: Partial<typeof provoked.failure>): JournalRecord[] =>
  having(provoked, { failure: { ...provoked.failure, ...change } });

areFound([
  [
    'snapshot-brings-back',
    'a Role that a snapshot lost',
    () => having(back, { lost: ['rbac Role shop/r'] }),
    /^B: rbac Role shop\/r is gone$/,
  ],
  [
    'snapshot-brings-back',
    'a Secret that is another one',
    () => having(back, { changed: [{ object: 'Secret shop/s', fields: ['data.a'] }] }),
    /^B: Secret shop\/s is not what it was: data.a$/,
  ],
  [
    'snapshot-brings-back',
    'a Deployment that was made anew',
    () => having(back, { changed: [{ object: 'apps Deployment shop/web', fields: ['metadata.uid'] }] }),
    /Deployment shop\/web is not what it was/,
  ],
  [
    'volumes-left-out',
    'a file in a snapshot',
    () => having(snapshot, { sought: [objectText, { ...volumeText, times: 2 }] }),
    /^the text of a file is in the snapshot, 2 times$/,
  ],
  [
    'values-as-stored',
    'a Pod as YAML',
    () => having(printed('ConfigMap'), { form: 'YAML', head: '"kind:"' }),
    /\(ConfigMap\) is YAML, not protobuf or encrypted: it begins with "kind:"/,
  ],
  [
    'values-as-stored',
    'a custom resource as protobuf',
    () => having(printed('Widget'), { form: 'protobuf' }),
    /\(Widget\) is protobuf, not JSON/,
  ],
  ['values-as-stored', 'two files', () => having(snapshot, { files: 2 }), /left 2 files behind/],
  ['values-as-stored', 'a file of text', () => having(snapshot, { database: false }), /does not begin as/],
  [
    'bucket-layout',
    'no list of resources',
    () => having(bucket, { stored: bucket.stored.filter(({ key }) => !key.includes('resource-list')) }),
    /one-resource-list.json.gz is not in the bucket/,
  ],
  [
    'bucket-layout',
    'an object that is not saved',
    () => having(bucket, { missing: ['Secret shop/s'] }),
    /Secret shop\/s is not in the archive/,
  ],
  [
    'failures-cured',
    'a failure that stays',
    () => withFailure({ cured: false, afterwards: '0 of 1 pods scheduled' }),
    /^one of order: still so after "it was made": 0 of 1 pods scheduled$/,
  ],
]);

describe('what proves nothing is not passed', () => {
  const judged = (id: string, records: readonly JournalRecord[]) => {
    const { criteria, findings } = judgeRecords(records);
    return {
      ...criteria.find((one) => one.id === id),
      told: findings.filter(({ checker }) => checker === id).map(({ message }) => message),
    };
  };
  const cellsWith = (cell: Partial<NonNullable<RecordOf<'fidelity'>['cells']['S']>>): JournalRecord[] =>
    having(row, { cells: { ...row.cells, S: { measured: '=', expected: '=', evidence: 'e', ...cell } } });

  test.each([
    ['snapshot-brings-back', having(back, { way: 'S' }), /in both ways/],
    [
      'volumes-left-out',
      having(snapshot, { sought: [{ ...objectText, times: 0 }, volumeText] }),
      /was not found either/,
    ],
    ['values-as-stored', good.filter((one) => one !== printed('Widget')), /of a kind that is defined/],
    ['bucket-layout', having(bucket, { archive: [] }), /archive of objects is empty/],
    ['failures-cured', good.filter((one) => one !== provoked), /nothing was provoked by order/],
    ['failures-cured', withFailure({ usable: true }), /one of order did not come about: no pod/],
  ])('%s', (id, records, words) => {
    expect(judged(id, records)).toMatchObject({
      ...{ verdict: 'inconclusive', told: [] },
      evidence: expect.stringMatching(words),
    });
  });

  test.each([
    ['is not as expected', { measured: '≠' }, 'row 2, uid: S is ≠, where = was expected: e'],
    ['was not measured', { measured: 'not measured', expected: null }, 'row 2, uid: S was not measured'],
  ])('a cell that %s is told, and left open', (_, cell, words) => {
    expect(judged('fidelity-measured', cellsWith(cell))).toMatchObject({
      ...{ verdict: 'inconclusive', measured: 1, told: [words] },
    });
  });
});
