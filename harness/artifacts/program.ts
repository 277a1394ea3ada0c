export type ProgramName =
  | 'etcd'
  | 'etcdctl'
  | 'etcdutl'
  | 'toxiproxy'
  | 'kube-apiserver'
  | 'kube-controller-manager'
  | 'kube-scheduler'
  | 'kubelet'
  | 'velero'
  | 'velero-plugin-for-aws'
  | 'versitygw'
  | 'decode'
  | 'pause';

/** What is released, and obtained, together. */
export const FAMILY_NAMES = [
  'etcd',
  'toxiproxy',
  'kubernetes',
  'velero',
  'velero-plugin-for-aws',
  'versitygw',
  'decode',
  'pause',
] as const;
export type FamilyName = (typeof FAMILY_NAMES)[number];

/**
 * Where a program was found: the user's own build, the cache, the official release archive, built by Go
 * just now, or read from a bundle just now.
 */
export type ProgramSource = 'own' | 'cache' | 'release' | 'built' | 'bundle';

/** A program at an exact version, ready to be started. */
export interface Program {
  readonly name: ProgramName;
  readonly version: string;
  /** Absolute path of the executable. */
  readonly path: string;
  /** First line of what the program itself answers when asked for its version. */
  readonly says: string;
  readonly source: ProgramSource;
  /** Of the executable, as lower-case hex. */
  readonly sha256: string;
}

/** One release of a family, all its programs included (only the user's own where no list knows the version). */
export interface Release {
  readonly family: FamilyName;
  readonly version: string;
  readonly programs: readonly Program[];
}
