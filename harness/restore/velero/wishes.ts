import { LOCATION } from './installed';

/** What a backup holds. */
export interface BackupScope {
  readonly namespaces: readonly string[];
  /** Objects of no namespace: all of them, or those that others need. */
  readonly clusterObjects: 'all' | 'needed';
}

export interface RestoreWish {
  readonly backup: string;
  /** What becomes of an object that is there already and differs. */
  readonly existing: 'none' | 'update';
  /** Services alone, with the node ports that they had. */
  readonly servicesAsTheyWere?: true;
  /** Kinds that are left out, as "serviceaccounts". */
  readonly without?: readonly string[];
}

export const backupSpec = ({ namespaces, clusterObjects }: BackupScope): object => ({
  ...{ includedNamespaces: namespaces, storageLocation: LOCATION, snapshotVolumes: false, ttl: '720h0m0s' },
  ...(clusterObjects === 'all' ? { includeClusterResources: true } : {}),
});

export const restoreSpec = ({ backup, existing, servicesAsTheyWere, without }: RestoreWish): object => ({
  ...{ backupName: backup, existingResourcePolicy: existing },
  ...(servicesAsTheyWere === undefined ? {} : { includedResources: ['services'], preserveNodePorts: true }),
  ...(without === undefined ? {} : { excludedResources: without }),
});
