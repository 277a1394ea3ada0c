import { createHash } from 'node:crypto';
import type { Etcd3 } from 'etcd3';
import { hashKv } from '../cluster/hash-kv';
import type { Member } from '../cluster/member';
import type { RootAccess } from './access';
import type { MemberFacts } from './facts';
import { digestKey } from './file/key-value';

/** Keys of a page: ten at etcd's largest value are fifteen megabytes. */
const PAGE = 100;
const ZERO = Buffer.from([0]);
/** Of no snapshot, and gone again at once. */
const PROBE = 'etcd-assay/takes-writes/';

type Account = Omit<MemberFacts, 'leases' | 'writeRefused'>;

/**
 * What a member itself says that it holds, at a revision, or at its newest where it has not come so far.
 * @throws the client's error where it does not answer
 */
export async function examineMember(member: Member, wanted: number, access: RootAccess): Promise<Account> {
  const client = access.client(member);
  try {
    const status = await client.maintenance.status();
    const newest = Number(status.header.revision);
    // Of a snapshot that holds nothing the revision is 0, and of its members 1.
    const revision = Math.min(Math.max(1, wanted), newest);
    const { alarms } = await client.maintenance.alarm({});
    const { members } = await client.cluster.memberList({});
    const { hash, compactRevision } = await hashKv(access.addressOf(member), revision, access.channel);
    return {
      ...{ name: member.name, id: status.header.member_id, version: status.version },
      revision: newest,
      ...(await contentAt(client, revision)),
      ...{ hash, compactRevision },
      ...{ dbSize: Number(status.dbSize), dbSizeInUse: Number(status.dbSizeInUse) },
      // The npm client calls them "Nospace" and "Corrupt".
      alarms: alarms.map(({ alarm }) => alarm.toUpperCase()),
      auth: await authOf(client),
      members: members.map(({ ID, name, isLearner }) => ({ id: ID, name, learner: isLearner })),
    };
  } finally {
    client.close();
  }
}

/** All leases that a member knows, with what is granted to each. */
export async function leasesOf(member: Member, access: RootAccess): Promise<MemberFacts['leases']> {
  const client = access.client(member);
  try {
    const { leases } = await client.leaseClient.leaseLeases();
    const granted: { id: string; ttl: number }[] = [];
    for (const { ID: id } of leases) {
      const { grantedTTL } = await client.leaseClient.leaseTimeToLive({ ID: id });
      granted.push({ id, ttl: Number(grantedTTL) });
    }
    return granted;
  } finally {
    client.close();
  }
}

/** Puts a key through a member, and takes it away again. @returns etcd's words where it refuses */
export async function writeRefusedBy(member: Member, access: RootAccess): Promise<string | null> {
  const client = access.client(member);
  const key = Buffer.from(`${PROBE}${member.name}`);
  try {
    await client.kv.put({ key, value: key });
    await client.kv.deleteRange({ key });
    return null;
  } catch (error) {
    return (error as Error).message;
  } finally {
    client.close();
  }
}

async function contentAt(client: Etcd3, revision: number): Promise<Pick<MemberFacts, 'keys' | 'digest'>> {
  const hash = createHash('sha256');
  let keys = 0;
  for (let from: Buffer | undefined = ZERO; from !== undefined;) {
    const page = await client.kv.range({
      key: from,
      range_end: ZERO,
      limit: PAGE,
      revision,
      serializable: true,
    });
    for (const { key, value, create_revision, mod_revision, version, lease } of page.kvs) {
      digestKey(hash, { key, value, created: create_revision, modified: mod_revision, version, lease });
    }
    keys += page.kvs.length;
    const last = page.more ? page.kvs.at(-1) : undefined;
    from = last === undefined ? undefined : Buffer.concat([last.key, ZERO]);
  }
  return { keys, digest: hash.digest('hex') };
}

async function authOf({ auth }: Etcd3): Promise<MemberFacts['auth']> {
  const { enabled } = await auth.authStatus();
  const { users } = await auth.userList();
  const { roles } = await auth.roleList();
  return { enabled, users: [...users].sort(), roles: [...roles].sort() };
}
