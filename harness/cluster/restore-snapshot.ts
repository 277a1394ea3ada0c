import { readFile } from 'node:fs/promises';
import { Refusal } from '../errors/refusal';
import type { Member } from './member';

/** What an etcd snapshot is, and the program that reads it. */
export interface Snapshot {
  readonly file: string;
  /** Of the release that the members are to begin with. */
  readonly etcdutl: string;
  /**
   * Revisions that the restored cluster is ahead of the snapshot, all earlier ones being compacted, so that clients notice; none where
   * not given.
   */
  readonly bump?: number;
}

/**
 * Lays out the members' data as "etcdutl snapshot restore" does, so that they begin as a new cluster with the
 * snapshot's content. Source: etcd's operations guide, page "Disaster recovery".
 * @param peerUrls by member name, as all members share them
 * @throws Refusal (environment) with etcdutl's own words where it is no snapshot
 */
export async function restoreSnapshot(
  { file, etcdutl, bump }: Snapshot,
  members: readonly Member[],
  peerUrls: Readonly<Record<string, string>>,
): Promise<void> {
  const initialCluster = Object.entries(peerUrls)
    .map(([name, url]) => `${name}=${url}`)
    .join(',');
  await Promise.all(
    members.map(async ({ node, name, dataDir, peerUrl }) => {
      const restore = await node.start({
        name: 'snapshot-restore',
        path: etcdutl,
        reads: [file],
        args: [
          ...['snapshot', 'restore', file, `--name=${name}`, `--data-dir=${dataDir}`],
          ...[`--initial-cluster=${initialCluster}`, `--initial-advertise-peer-urls=${peerUrl}`],
          '--initial-cluster-token=etcd-assay',
          ...(bump === undefined ? [] : [`--bump-revision=${bump}`, '--mark-compacted']),
        ],
      });
      const { code, signal } = await restore.exited;
      if (code !== 0) {
        throw Refusal.environment(
          `the snapshot ${file} cannot be restored: ${await reasonIn(restore.log, signal)}`,
        );
      }
    }),
  );
}

/** etcdutl ends with a line that begins with "Error:"; what it printed before is its log. */
async function reasonIn(log: string, signal: string | null): Promise<string> {
  const lines = (await readFile(log, 'utf8')).split('\n').filter((line) => line !== '');
  const error = lines.findLast((line) => line.startsWith('Error:')) ?? lines.at(-1);
  return error?.replace(/^Error: /, '') ?? `etcdutl ended with ${signal ?? 'no word of it'}`;
}
