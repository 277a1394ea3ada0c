import type { Header } from '../journal/header';
import type { RecordOf } from '../journal/record';
import { findingsOf, type Finding } from './finding';
import { membersOf, type History } from './history';

const finding = findingsOf('versions-reached', 'UPG-6');

export interface VersionsVerdict {
  readonly findings: readonly Finding[];
  /** Members that never told their status. */
  readonly silent: readonly string[];
}

/** UPG-6: at the end every member says the wanted version, and the cluster version is that release's. */
export function versionsReached(history: History): VersionsVerdict {
  const wanted = wantedVersion(history.header);
  const last = new Map(history.told.status.map((status) => [status.member, status]));
  return {
    silent: membersOf(history).filter((member) => !last.has(member)),
    findings: [...last.values()].flatMap((status) => [
      ...wrongVersion(status, wanted),
      ...wrongClusterVersion(status, wanted),
    ]),
  };
}

const wrongVersion = ({ member, version }: RecordOf<'status'>, wanted: string): Finding[] =>
  withoutBuild(version) === wanted
    ? []
    : [finding(`${member} ended at version ${version}, and ${wanted} is wanted`)];

/**
 * The release's own, or what the user's own build in its place calls itself: "etcd Version: 3.6.16+custom" is 3.6.16,
 * and the build of a branch has a version of its own.
 */
export function wantedVersion({ subject: { to }, programs }: Header): string {
  const own = programs.find(
    ({ name, version, source }) => name === 'etcd' && version === to && source === 'own',
  );
  const said = own?.says.match(/\d+\.\d+\.\d+\S*/)?.[0];
  return said === undefined ? to : withoutBuild(said);
}

const withoutBuild = (version: string): string => version.replace(/\+.*$/, '');

/** The cluster version has no patch: 3.6.16 makes 3.6.0. */
const wrongClusterVersion = ({ member, clusterVersion }: RecordOf<'status'>, wanted: string): Finding[] =>
  release(clusterVersion) === release(wanted)
    ? []
    : [finding(`${member} ended with cluster version ${clusterVersion}, and ${release(wanted)} is wanted`)];

const release = (version: string): string => version.split('.').slice(0, 2).join('.');
