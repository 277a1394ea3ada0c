import { compareVersions, minorLine } from '../artifacts/version';
import { Refusal } from '../errors/refusal';

/**
 * Whether etcd supports going from one version to the other by a rolling upgrade: within a minor version, or
 * to the next one. Source: etcd's upgrade guides, "upgrade one minor version at a time".
 * @throws Refusal (usage)
 */
export function checkVersionPath(from: string, to: string): void {
  if (compareVersions(from, to) > 0) {
    throw Refusal.usage(
      `--from ${from} is newer than --to ${to}; a rolling downgrade is not supported: swap the two, or give a newer --to`,
    );
  }
  const [[fromMajor, fromMinor], [toMajor, toMinor]] = [minorOf(from), minorOf(to)];
  if (fromMajor !== toMajor || toMinor - fromMinor > 1) {
    throw Refusal.usage(
      `etcd cannot go from ${from} to ${to} in one step; upgrade one minor version at a time, first to ${fromMajor}.${fromMinor + 1}`,
    );
  }
}

function minorOf(version: string): [major: number, minor: number] {
  const [major = NaN, minor = NaN] = minorLine(version).split('.').map(Number);
  return [major, minor];
}
