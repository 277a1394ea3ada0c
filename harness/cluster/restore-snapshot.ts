import { readFile, stat } from 'node:fs/promises';
import { Refusal } from '../errors/refusal';
import type { Member } from './member';
import { etcdutlTime, tookTooLong } from './etcdutl-time';

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
  /** Takes a file without a hash at its end, as a copied database is. */
  readonly skipHashCheck?: boolean;
}

/**
 * Lays out the members' data as "etcdutl snapshot restore" does, so that they begin as a new cluster with the
 * snapshot's content. Source: etcd's operations guide, page "Disaster recovery".
 * @param peerUrls by member name, as all members share them
 * @throws Refusal (environment) with etcdutl's own words where it is no snapshot
 */
export async function restoreSnapshot(
  snapshot: Snapshot,
  members: readonly Member[],
  peerUrls: Readonly<Record<string, string>>,
): Promise<void> {
  const refused = await layOut(snapshot, members, peerUrls);
  if (refused !== undefined) {
    throw Refusal.environment(`the snapshot ${snapshot.file} cannot be restored: ${refused}`);
  }
}

/** Like `restoreSnapshot`. @returns why etcdutl refused, in its own words; undefined where it did not */
export async function layOut(
  { file, etcdutl, bump, skipHashCheck = false }: Snapshot,
  members: readonly Member[],
  peerUrls: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const initialCluster = Object.entries(peerUrls)
    .map(([name, url]) => `${name}=${url}`)
    .join(',');
  const within = etcdutlTime((await stat(file)).size);
  const refused = await Promise.all(
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
          ...(skipHashCheck ? ['--skip-hash-check=true'] : []),
        ],
      });
      const late = new AbortController();
      const timer = setTimeout(() => {
        late.abort();
        void restore.signal('SIGKILL');
      }, within);
      const { code, signal } = await restore.exited.finally(() => clearTimeout(timer));
      if (late.signal.aborted) {
        return tookTooLong(within);
      }
      return code === 0 ? undefined : reasonIn(await readFile(restore.log, 'utf8'), signal);
    }),
  );
  return refused.find((why) => why !== undefined);
}

/** How a program of etcd's last words begin, or those of Go where it crashed: what comes after is a stack. */
const LAST_WORDS = /^(?:Error:|panic:|fatal error:|unexpected fault)/;

/**
 * What etcdutl, or etcdctl, ended for, in its own words.
 * @param said all that it printed; most of it is its log
 */
export function reasonIn(said: string, signal: string | null, program = 'etcdutl'): string {
  const lines = said.split('\n').filter((line) => line !== '');
  const words = lines.find((line) => LAST_WORDS.test(line)) ?? lines.at(-1);
  return words?.replace(/^Error: /, '') ?? `${program} ended with ${signal ?? 'no word of it'}`;
}
