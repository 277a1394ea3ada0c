import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { saveSnapshot } from '../../../harness/cluster/save-snapshot';
import { statusInTime } from '../../../harness/cluster/status';
import type { SmallCluster } from '../../../harness/kubernetes/small-cluster';
import type { Node } from '../../../harness/runtime/node';
import type { Trial } from '../../trial';
import { prepared, Unanswered } from '../../unanswered';
import { until } from '../../../harness/time/until';
import { type Api, type KubernetesObject } from '../api';
import { labelled } from '../made';
import { apiOf, ownCluster, ownNode, ownPrograms, raised } from '../own-cluster';

export const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';
export const KEPT = `${CONFIG_MAPS}/kept`;
export const NEWER = `${CONFIG_MAPS}/newer`;
/** Milliseconds. */
const ANSWERS_WITHIN = 20_000;
/** So many changes of one object are lost, with so many other revisions before each. */
const LOST_CHANGES = 5;
const BETWEEN = 10;

/** A cluster that was set back to a snapshot while its API server went on. */
export interface WentBack {
  readonly cluster: SmallCluster;
  readonly api: Api;
  /** "kept" as it was when the snapshot was saved, and is again; and as a client remembers it at each change since, in order. */
  readonly saved: KubernetesObject;
  readonly remembered: readonly KubernetesObject[];
  /** "newer", which was made after the snapshot, at the last version that was there. */
  readonly newest: KubernetesObject;
}

/**
 * Makes changes, a snapshot, and more changes, and sets the member back to the snapshot.
 * @param number of the trial's own node
 * @param bump revisions that the restored member is ahead, all earlier ones being compacted; none where not given
 * @param before what is made before the snapshot is saved
 */
export async function goBack(
  trial: Trial,
  { number, bump }: { readonly number: number; readonly bump?: number },
  before: (at: Pick<WentBack, 'cluster' | 'api'>) => Promise<unknown> = () => Promise.resolve(),
): Promise<WentBack> {
  const { etcdutl } = ownPrograms(trial);
  const { etcdctl } = trial.arena;
  if (etcdutl === undefined || etcdctl === undefined) {
    throw new Unanswered('there is no etcdctl or etcdutl beside this etcd');
  }
  const node = await ownNode(trial, number);
  const cluster = await ownCluster(trial, node);
  const api = await apiOf(trial, await raised(cluster.startApiServer()), cluster);
  await before({ cluster, api });
  const saved = await create(api, 'kept');
  const file = await snapshotFile(node);
  await raised(saveSnapshot(node, etcdctl, cluster.member, file));
  const remembered: KubernetesObject[] = [];
  for (let change = 1; change <= LOST_CHANGES; change += 1) {
    await fill(cluster, BETWEEN);
    const body = labelled(remembered.at(-1) ?? saved, `lost-${change}`);
    remembered.push(await api.done({ method: 'PUT', path: KEPT, body }));
  }
  const newest = await create(api, 'newer');
  await raised(cluster.restore({ file, etcdutl, ...(bump === undefined ? {} : { bump }) }));
  await prepared(
    until(async () => (await api.answer({ method: 'GET', path: NEWER })).code === 404, {
      ...{ within: ANSWERS_WITHIN, every: 50, what: 'the API to read what was restored' },
    }),
  );
  return { cluster, api, saved, remembered, newest };
}

/** So many revisions more, of keys that are none of Kubernetes'. */
export async function fill({ member }: SmallCluster, revisions: number): Promise<void> {
  for (let count = 0; count < revisions; count += 1) {
    await member.client.kv.put({ key: Buffer.from('filler'), value: Buffer.from(String(count)) });
  }
}

export const revisionOf = async ({ member }: SmallCluster): Promise<number> =>
  (await statusInTime(member)).revision;

const create = (api: Api, name: string): Promise<KubernetesObject> =>
  api.done({ method: 'POST', path: CONFIG_MAPS, body: { metadata: { name } } });

/** Beside the member's data, and like it removed after a run that passed. */
async function snapshotFile({ folder }: Node): Promise<string> {
  const beside = join(folder, 'data-snapshot');
  await mkdir(beside);
  return join(beside, 'snapshot.db');
}
