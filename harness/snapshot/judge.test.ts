import { describe, expect, test } from '@jest/globals';
import type { Finding } from './checks/check';
import type { ContentFacts, Facts, FileFacts, KubernetesFacts, MemberFacts, StartFacts } from './facts';
import { CHECKS, exitCodeOf, judge, verdictOf } from './judge';
import { CONTENT, member, SOUND } from './testing/sound-facts';

type Wrong = readonly [id: string, verdict: Finding['verdict'], says: RegExp, facts: Facts];

const file = (change: Partial<FileFacts>): Facts => ({ ...SOUND, file: { ...SOUND.file, ...change } });
const content = (change: Partial<ContentFacts>): Facts => file({ content: { ...CONTENT, ...change } });
const settings = (change: Partial<ContentFacts['settings']>): Facts =>
  content({ settings: { ...CONTENT.settings, ...change } });
const start = (facts: StartFacts | null): Facts => ({ ...SOUND, start: facts });
/** All members say the same of it, but for the last, who says this too. */
const third = (change: Partial<MemberFacts>): Facts =>
  start({
    ...{ readyAfter: 1, leasesAfter: 2_000 },
    members: [member('m1'), member('m2'), { ...member('m3'), ...change }],
  });
const all = (change: Partial<MemberFacts>): Facts =>
  start({
    ...{ readyAfter: 1, leasesAfter: 2_000 },
    members: ['m1', 'm2', 'm3'].map((name) => ({ ...member(name), ...change })),
  });
const objects = (change: Partial<KubernetesFacts>): Facts =>
  content({
    kubernetes: {
      ...{
        kinds: { 'v1 Pod': 2 },
        encrypted: 0,
        foreign: 0,
        broken: [],
        brokenCount: 0,
        unknown: [],
        notDecoded: null,
      },
      ...change,
    },
  });

const WRONG: readonly Wrong[] = [
  ['hash', 'bad', /not that of its bytes/, file({ hash: 'differs' })],
  ['hash', 'warning', /no hash at its end/, file({ hash: 'none' })],
  ['whole', 'bad', /cut off: 20,000 bytes of a database of 28,672/, file({ bytes: 20_000 })],
  ['whole', 'bad', /leads to page 9/, file({ content: null, damage: 'it leads to page 9' })],
  [
    'whole',
    'bad',
    /status cannot read it: invalid database/,
    { ...SOUND, status: { refused: 'invalid database' } },
  ],
  [
    'restored',
    'bad',
    /refuses it: expected sha256/,
    { ...SOUND, restore: { skippedHashCheck: false, refused: 'expected sha256' } },
  ],
  ['serves', 'bad', /does not run on it: panic/, start({ failed: 'panic', ended: true })],
  ['serves', 'open', /no quorum formed/, start({ failed: 'waited 60 s', ended: false })],
  ['serves', 'open', /nothing was restored/, start(null)],
  ['revision', 'bad', /etcdutl says 44/, { ...SOUND, status: { revision: 44, totalKey: 40, totalSize: 1 } }],
  ['revision', 'bad', /m3 is at 42/, third({ revision: 42 })],
  [
    'revision',
    'bad',
    /m3 is at 44/,
    { ...third({ revision: 44 }), file: { ...SOUND.file, content: { ...CONTENT, leased: {} } } },
  ],
  ['keys', 'bad', /m3 holds 39, not the same/, third({ keys: 39, digest: 'd2' })],
  ['keys', 'bad', /says 41 total keys/, { ...SOUND, status: { revision: 43, totalKey: 41, totalSize: 1 } }],
  ['agreement', 'bad', /m1 and m3 hold different data/, third({ hash: '6' })],
  ['writes', 'bad', /m3 refuses writes: read-only/, third({ writeRefused: 'read-only' })],
  ['writes', 'warning', /refuses writes/, all({ writeRefused: 'no space', alarms: ['NOSPACE'] })],
  ['leases', 'bad', /m3 lacks the lease 7/, third({ leases: [] })],
  ['leases', 'bad', /m3 has a lease 7 of 60 s/, third({ leases: [{ id: '7', ttl: 60 }] })],
  ['leases', 'warning', /never expire/, content({ leased: { '7': 1, '8': 2 } })],
  ['auth', 'bad', /m3 knows other users/, third({ auth: { enabled: false, users: [], roles: ['reader'] } })],
  ['alarms', 'warning', /NOSPACE/, settings({ alarms: ['NOSPACE'] })],
  ['alarms', 'bad', /CORRUPT/, all({ alarms: ['CORRUPT'] })],
  ['quota', 'warning', /1\.8 GiB of 2 GiB/, all({ dbSize: 1.8 * 1024 ** 3 })],
  ['quota', 'warning', /first write raises NOSPACE/, all({ dbSize: 2 * 1024 ** 3 })],
  [
    'membership',
    'bad',
    /m3 lists m1, m2, m3, old/,
    third({ members: [...member('m3').members, { id: 'o', name: 'old', learner: false }] }),
  ],
  ['versions', 'warning', /older than what wrote it/, { ...SOUND, version: '3.5.35' }],
  [
    'versions',
    'warning',
    /one minor version only/,
    settings({ storageVersion: null, clusterVersion: '3.4.0' }),
  ],
  [
    'kubernetes',
    'bad',
    /1 object cannot be decoded, the first is \/registry\/x: cut/,
    objects({ broken: [{ key: '/registry/x', why: 'cut' }], brokenCount: 1 }),
  ],
  ['kubernetes', 'warning', /3 that an API server encrypted/, objects({ encrypted: 3 })],
  ['kubernetes', 'warning', /kinds unknown here: v9 Zot/, objects({ unknown: ['v9 Zot'] })],
  ['kubernetes', 'warning', /not decoded: no Go/, objects({ notDecoded: 'no Go' })],
];

const found = (facts: Facts, id: string) => judge(facts).find((one) => one.id === id);

test('of a sound snapshot every check is good', () => {
  const findings = judge(SOUND);
  expect(findings.filter(({ verdict }) => verdict !== 'good')).toEqual([]);
  expect(verdictOf(findings)).toBe('usable');
});

describe('one thing that is wrong is found by its own check', () => {
  test.each(WRONG.map(([id, verdict, says, facts]) => ({ id, verdict, says, facts })))(
    '$id is $verdict: $says',
    ({ id, verdict, says, facts }) => {
      expect(found(facts, id)).toMatchObject({ verdict, says: expect.stringMatching(says) });
    },
  );

  test('and every check has been seen finding something', () => {
    expect(new Set(WRONG.map(([id]) => id))).toEqual(new Set(CHECKS.map(({ id }) => id)));
  });
});

describe('what is as it may be is no finding', () => {
  test.each<[string, string, Facts]>([
    [
      'a lease that ran out while it was examined',
      'leases',
      { ...all({ leases: [] }), file: settings({ leases: [{ id: '7', ttl: 2 }] }).file },
    ],
    ['and the revision that it made', 'revision', third({ revision: 44 })],
    [
      'total keys as etcd 3.5 counts them',
      'keys',
      { ...SOUND, status: { revision: 43, totalKey: 56, totalSize: 1 } },
    ],
    [
      'an empty store, whose members are at revision 1',
      'revision',
      {
        ...all({ revision: 1 }),
        file: content({ revision: 0 }).file,
        status: { revision: 0, totalKey: 0, totalSize: 1 },
      },
    ],
    ['objects that all decode', 'kubernetes', objects({})],
    [
      'authentication that is on',
      'auth',
      {
        ...all({ auth: { ...CONTENT.settings.auth, enabled: true } }),
        file: settings({ auth: { ...CONTENT.settings.auth, enabled: true } }).file,
      },
    ],
  ])('%s', (_, id, facts) => {
    expect(found(facts, id)).toMatchObject({ verdict: 'good' });
  });
});

describe('the worst finding is the verdict', () => {
  const finding = (verdict: Finding['verdict']): Finding => ({
    id: 'x',
    title: 'x',
    verdict,
    says: '',
    advice: null,
  });
  test.each([
    [['good', 'warning'], 'usable with warnings', 0],
    [['good', 'open', 'warning'], 'undecided', 4],
    [['open', 'bad', 'warning'], 'not usable', 1],
    [['good'], 'usable', 0],
  ] as const)('%j: %s', (verdicts, verdict, exitCode) => {
    expect(verdictOf(verdicts.map(finding))).toBe(verdict);
    expect(exitCodeOf(verdict)).toBe(exitCode);
  });
});
