/** Where Velero 1.18 keeps what belongs to a backup or a restore; source: pkg/persistence/object_store_layout.go. */
export const backupKey = (backup: string, what: 'logs' | 'results'): string =>
  `backups/${backup}/${backup}-${what}.gz`;

export const restoreKey = (restore: string, what: 'logs' | 'results' | 'resource-list.json'): string =>
  `restores/${restore}/restore-${restore}-${what}.gz`;

/** All objects that a backup holds. */
export const tarballKey = (backup: string): string => `backups/${backup}/${backup}.tar.gz`;
