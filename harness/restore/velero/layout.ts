/** Where Velero 1.18 keeps what belongs to a backup or a restore; source: pkg/persistence/object_store_layout.go. */
export const backupKey = (backup: string, what: 'logs' | 'results'): string =>
  `backups/${backup}/${backup}-${what}.gz`;

export const restoreKey = (restore: string, what: 'logs' | 'results'): string =>
  `restores/${restore}/restore-${restore}-${what}.gz`;
