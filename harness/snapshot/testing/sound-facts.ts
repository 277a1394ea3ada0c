import type { ContentFacts, Facts, MemberFacts } from '../facts';

const OWN = ['m1', 'm2', 'm3'];

export const CONTENT: ContentFacts = {
  ...{ revision: 43, entries: 56, revisions: 42, keys: 40, digest: 'd1' },
  leased: { '7': 1 },
  settings: {
    leases: [{ id: '7', ttl: 600 }],
    auth: { enabled: false, users: ['ann'], roles: ['reader'] },
    alarms: [],
    members: [{ id: 'a1', name: 'default', learner: false }],
    ...{ storageVersion: '3.6.0', clusterVersion: '3.6.0', compactRevision: 20 },
  },
  kubernetes: null,
};

export const member = (name: string): MemberFacts => ({
  ...{
    name,
    id: name,
    version: '3.6.16',
    revision: 43,
    keys: 40,
    digest: 'd1',
    hash: '5',
    compactRevision: 20,
  },
  ...{ dbSize: 28_672, dbSizeInUse: 20_480, leases: [{ id: '7', ttl: 600 }], alarms: [] },
  auth: CONTENT.settings.auth,
  members: OWN.map((one) => ({ id: one, name: one, learner: false })),
  writeRefused: null,
});

/** Of a snapshot with which nothing is wrong: what tests change one thing of. */
export const SOUND: Facts = {
  version: '3.6.16',
  file: {
    path: '/s.db',
    bytes: 28_704,
    hash: 'matches',
    databaseBytes: 28_672,
    content: CONTENT,
    damage: null,
  },
  status: { revision: 43, totalKey: 40, totalSize: 28_672 },
  restore: { skippedHashCheck: false, refused: null },
  start: { readyAfter: 1_200, leasesAfter: 1_300, members: OWN.map(member) },
};
