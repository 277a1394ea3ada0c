const patches = (line: string, first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => `${line}.${index + first}`);

/**
 * Releases known when this was written (from the Go module index and etcd's change logs), oldest first.
 * Newer ones are asked for live; these resolve at once and without a network.
 */
export const KNOWN_ETCD: readonly string[] = [
  ...patches('3.5', 0, 27),
  ...patches('3.5', 29, 35),
  ...patches('3.6', 0, 16),
  '3.7.0-beta.0',
  '3.7.0-rc.0',
  ...patches('3.7', 0, 3),
  '3.8.0-alpha.0',
];

/** Of the lines that are supported, those that were seen to resolve. */
export const KNOWN_KUBERNETES: readonly string[] = [
  '1.34.0',
  ...patches('1.34', 2, 4),
  '1.35.4',
  '1.36.1',
  '1.36.3',
  '1.37.2',
];

export const KNOWN_TOXIPROXY: readonly string[] = [
  '2.5.0',
  '2.6.0',
  '2.7.0',
  '2.8.0',
  '2.9.0',
  '2.10.0',
  '2.11.0',
  '2.12.0',
];

/** Of these, those that were seen to build and to run together. */
export const KNOWN_VELERO: readonly string[] = ['1.18.3'];
export const KNOWN_VELERO_PLUGIN_FOR_AWS: readonly string[] = ['1.14.3'];
export const KNOWN_VERSITYGW: readonly string[] = ['1.8.0'];
