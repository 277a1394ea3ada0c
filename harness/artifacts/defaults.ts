import type { FamilyName } from './program';

/** What the gate upgrades from and to when nobody says otherwise. */
export const DEFAULT_FROM = '3.5.35';
export const DEFAULT_TO = '3.6.16';
export const DEFAULT_TOXIPROXY = '2.12.0';
/** Where a topology has a control plane. */
export const DEFAULT_KUBERNETES = '1.34.4';
/** Where snapshots are held against backups: Velero, its way to S3, and an S3 server. */
export const DEFAULT_VELERO = '1.18.3';
export const DEFAULT_VELERO_PLUGIN_FOR_AWS = '1.14.3';
export const DEFAULT_VERSITYGW = '1.8.0';

/** Kubernetes' types by which the objects of a snapshot are decoded; newer ones know the older. */
export const DEFAULT_DECODE = '1.37.2';

/** All that `etcd-assay gate` without options needs. */
export const DEFAULT_RELEASES: readonly { readonly family: FamilyName; readonly version: string }[] = [
  { family: 'etcd', version: DEFAULT_FROM },
  { family: 'etcd', version: DEFAULT_TO },
  { family: 'toxiproxy', version: DEFAULT_TOXIPROXY },
];

/** What runs in containers that are there for the harness' own sake. */
export const DEFAULT_PAUSE = '1.0.0';
