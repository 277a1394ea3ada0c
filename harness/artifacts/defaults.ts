import type { FamilyName } from './program';

/** What the gate upgrades from and to when nobody says otherwise. */
export const DEFAULT_FROM = '3.5.35';
export const DEFAULT_TO = '3.6.16';
export const DEFAULT_TOXIPROXY = '2.12.0';
/** Where a topology has a control plane. */
export const DEFAULT_KUBERNETES = '1.34.4';

/** All that `etcd-assay gate` without options needs. */
export const DEFAULT_RELEASES: readonly { readonly family: FamilyName; readonly version: string }[] = [
  { family: 'etcd', version: DEFAULT_FROM },
  { family: 'etcd', version: DEFAULT_TO },
  { family: 'toxiproxy', version: DEFAULT_TOXIPROXY },
];
