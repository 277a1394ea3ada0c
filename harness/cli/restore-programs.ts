import {
  DEFAULT_KUBERNETES,
  DEFAULT_TO,
  DEFAULT_TOXIPROXY,
  DEFAULT_VELERO,
  DEFAULT_VELERO_PLUGIN_FOR_AWS,
  DEFAULT_VERSITYGW,
} from '../artifacts/defaults';
import type { ArtifactOptions } from '../artifacts/options';
import { resolveRelease } from '../artifacts/resolve-release';
import { resolveVersion } from '../artifacts/resolve-version';
import type { RestorePlan } from '../restore/run/plan';
import { colocated } from '../topology/colocated';
import { readKubernetes } from './options/kubernetes';
import { once } from './options/once';
import { requireUsed } from './options/used-programs';
import { pathOf, pathsOf, restoringPaths, restoringPrograms } from './programs-of';

interface VersionFlags {
  readonly etcd: string | undefined;
  readonly kubernetes: string | undefined;
  readonly velero: string | undefined;
  readonly program: unknown;
}

/** What a run that restores uses besides, as `requireUsed` takes it. */
export const restoringReleases = (velero: string): NonNullable<Parameters<typeof requireUsed>[4]> => ({
  velero: [velero],
  'velero-plugin-for-aws': [DEFAULT_VELERO_PLUGIN_FOR_AWS],
  versitygw: [DEFAULT_VERSITYGW],
});

/** @throws Refusal (usage) where one does not exist, or they do not fit each other */
export async function readVersions(
  given: VersionFlags,
  artifacts: ArtifactOptions,
): Promise<RestorePlan['versions']> {
  const etcd = await resolveVersion('etcd', once('etcd', given.etcd) ?? DEFAULT_TO, artifacts);
  const topology = colocated(1, 'local');
  const kubernetes = await readKubernetes(
    given.kubernetes,
    { topology, runtime: 'sandbox', from: etcd },
    artifacts,
  );
  const velero = await resolveVersion('velero', once('velero', given.velero) ?? DEFAULT_VELERO, artifacts);
  requireUsed(given.program, [etcd], DEFAULT_TOXIPROXY, kubernetes, restoringReleases(velero));
  return { etcd, kubernetes: kubernetes ?? DEFAULT_KUBERNETES, velero };
}

/** Resolution ends before a run begins: the sandbox has no way out. */
export async function findPrograms(
  { etcd, kubernetes, velero }: RestorePlan['versions'],
  artifacts: ArtifactOptions,
): Promise<RestorePlan['paths']> {
  const releases = [
    await resolveRelease('etcd', etcd, artifacts),
    await resolveRelease('toxiproxy', DEFAULT_TOXIPROXY, artifacts),
    await resolveRelease('kubernetes', kubernetes, artifacts),
  ];
  const programs = releases.flatMap((release) => release.programs);
  return {
    etcd: pathOf('etcd', programs),
    etcdctl: pathOf('etcdctl', programs),
    etcdutl: pathOf('etcdutl', programs),
    toxiproxy: pathOf('toxiproxy', programs),
    kubernetes: pathsOf(programs),
    ...restoringPaths(await restoringPrograms(velero, artifacts)),
  };
}
