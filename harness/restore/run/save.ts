import { readFile } from 'node:fs/promises';
import { ANNEX } from '../state/annex';
import { NAMESPACE } from '../state/kept-objects';
import { leaderIn } from '../trials/leader';
import { searchTexts } from '../trials/known-texts';
import { secondsLeft, type OwnLease } from '../trials/own-lease';
import { RaisedPair } from '../trials/raised-pair';
import { storedVersions } from '../trials/stored-versions';
import { knownTokens } from '../trials/tokens';
import type { Velero } from '../velero/velero';
import { BACKUP, note, type Measuring } from './measuring';
import type { Memory } from './memory';
import { saveSnapshot } from '../../cluster/save-snapshot';
import type { Site } from './site';

/** What is saved, and is known of it. */
type Saved = Omit<Memory, 'readings' | 'lease'>;

/**
 * Saves a snapshot and has Velero make a backup, one right after the other; meanwhile nobody writes but the client of the pair.
 * @throws Refusal (environment) where either is not made
 */
export async function save(
  run: Measuring,
  { site, velero, lease }: { readonly site: Site; readonly velero: Velero; readonly lease: OwnLease },
  snapshot: string,
): Promise<Saved> {
  const { api, member } = site;
  const known = { tokens: await knownTokens(api), storedVersions: await storedVersions(member) };
  const { identity: leader } = await leaderIn(api);
  const left = await secondsLeft(member, lease);
  if (left === undefined) {
    throw new Error('a lease of an hour has gone before the snapshot');
  }
  const raised = new RaisedPair(api);
  await saveSnapshot(site.client, run.plan.paths.etcdctl, member, snapshot);
  const backup = await velero.backup(BACKUP, { namespaces: [NAMESPACE, ANNEX], clusterObjects: 'all' });
  const pair = await raised.finish();
  await note(run, velero, 'backup', backup);
  const texts = {
    snapshot: searchTexts(await readFile(snapshot), 'snapshot'),
    bucket: searchTexts(await velero.tarball(BACKUP), 'bucket'),
  };
  return { ...known, leader, secondsLeft: left, pair, texts };
}
