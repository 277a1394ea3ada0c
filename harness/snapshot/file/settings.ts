import { z } from 'zod';
import type { BoltFile } from './bolt-file';
import { DamagedFile } from './damaged-file';
import { Message } from './protobuf';

/** Everything in a snapshot that is no key: leases, authentication, alarms, members, versions. */
export const Settings = z.object({
  leases: z.array(z.object({ id: z.string(), ttl: z.number() })),
  auth: z.object({ enabled: z.boolean(), users: z.array(z.string()), roles: z.array(z.string()) }),
  alarms: z.array(z.enum(['NOSPACE', 'CORRUPT', 'other'])),
  members: z.array(z.object({ id: z.string(), name: z.string(), learner: z.boolean() })),
  /** Of the database's own layout; null before etcd 3.6. */
  storageVersion: z.string().nullable(),
  /** What the members had agreed to behave like. */
  clusterVersion: z.string().nullable(),
  /** No older revision can be read. */
  compactRevision: z.number(),
});
export type Settings = z.infer<typeof Settings>;

const MemberJson = z.object({
  id: z.number(),
  name: z.string().optional(),
  isLearner: z.boolean().optional(),
});
const ALARMS = ['other', 'NOSPACE', 'CORRUPT'] as const;

/** Source: etcd, server/storage/schema/bucket.go and the files beside it. */
export function readSettings(file: BoltFile): Settings {
  return {
    leases: all(file, 'lease').map(({ value }) => leaseOf(Message.of(value))),
    auth: {
      enabled: one(file, 'auth', 'authEnabled')?.[0] === 1,
      users: names(file, 'authUsers'),
      roles: names(file, 'authRoles'),
    },
    alarms: all(file, 'alarm').map(({ key }) => ALARMS[Number(Message.of(key).number(2))] ?? 'other'),
    members: all(file, 'members').map(({ key, value }) => memberOf(key.toString('latin1'), value)),
    storageVersion: one(file, 'meta', 'storageVersion')?.toString('utf8') ?? null,
    clusterVersion: one(file, 'cluster', 'clusterVersion')?.toString('utf8') ?? null,
    compactRevision: compactRevisionOf(one(file, 'meta', 'scheduledCompactRev')),
  };
}

/** The first eight bytes are a revision, and those after it are of no matter here. */
function compactRevisionOf(value: Buffer | undefined): number {
  if (value !== undefined && value.length < 8) {
    throw new DamagedFile('the revision that it says it was compacted at is cut off');
  }
  const revision = value?.readBigUInt64BE(0) ?? 0n;
  if (revision > Number.MAX_SAFE_INTEGER) {
    throw new DamagedFile(`it says that it was compacted at revision ${revision}, which no cluster reaches`);
  }
  return Number(revision);
}

const all = (file: BoltFile, bucket: string) => [...file.entries(bucket)];

const one = (file: BoltFile, bucket: string, key: string): Buffer | undefined =>
  all(file, bucket).find((entry) => entry.key.toString('latin1') === key)?.value;

const names = (file: BoltFile, bucket: string): string[] =>
  all(file, bucket).map(({ key }) => key.toString('utf8'));

/** Clients see ids as signed numbers. */
const leaseOf = (lease: Message) => ({ id: String(lease.number(1)), ttl: Number(lease.number(2)) });

/** The id is in the key as hex, and in the value as a number that JavaScript cannot hold. */
function memberOf(id: string, value: Buffer): Settings['members'][number] {
  let json: unknown;
  try {
    json = JSON.parse(value.toString('utf8'));
  } catch {
    throw new DamagedFile(`what it says of member ${id} is no JSON`);
  }
  const known = MemberJson.safeParse(json);
  if (!known.success) {
    throw new DamagedFile(`what it says of member ${id} is not what etcd says of members`);
  }
  const { name = '', isLearner = false } = known.data;
  return { id, name, learner: isLearner };
}
