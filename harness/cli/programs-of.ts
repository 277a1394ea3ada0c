import { DEFAULT_TOXIPROXY, DEFAULT_VELERO_PLUGIN_FOR_AWS, DEFAULT_VERSITYGW } from '../artifacts/defaults';
import type { ArtifactOptions } from '../artifacts/options';
import type { Program } from '../artifacts/program';
import { resolveRelease } from '../artifacts/resolve-release';
import { Refusal } from '../errors/refusal';
import type { Outline, Plan } from '../gate/plan';
import { CONTROL_PLANE } from '../topology/topology';

/** Resolution ends before a run begins: the sandbox has no way out. */
export async function programsOf(
  {
    subject: { from, to, kubernetes, velero },
    snapshot,
  }: { readonly subject: Pick<Outline['subject'], 'from' | 'to' | 'kubernetes' | 'velero'> } & Pick<
    Outline,
    'snapshot'
  >,
  artifacts: ArtifactOptions,
): Promise<Pick<Plan, 'programs' | 'paths'>> {
  const first = await resolveRelease('etcd', from, artifacts);
  const second = from === to ? first : await resolveRelease('etcd', to, artifacts);
  const toxiproxy = await resolveRelease('toxiproxy', DEFAULT_TOXIPROXY, artifacts);
  const plane =
    kubernetes === undefined ? undefined : await resolveRelease('kubernetes', kubernetes, artifacts);
  const restoring = velero === undefined ? [] : await restoringPrograms(velero, artifacts);
  const programs = [
    ...first.programs,
    ...(second === first ? [] : second.programs),
    ...toxiproxy.programs,
    ...controlPlane(plane?.programs ?? []),
    ...restoring,
  ];
  const [etcdctl, etcdutl] = [programIn(first.programs, 'etcdctl'), programIn(first.programs, 'etcdutl')];
  if (snapshot !== undefined && etcdutl === undefined) {
    throw Refusal.environment(
      `--snapshot needs the etcdutl of ${from}, which is not there; add --program etcdutl@${from}=PATH`,
    );
  }
  return {
    programs,
    paths: {
      ...(etcdctl === undefined ? {} : { etcdctl: etcdctl.path }),
      ...(etcdutl === undefined ? {} : { etcdutl: etcdutl.path }),
      from: pathOf('etcd', first.programs),
      to: pathOf('etcd', second.programs),
      toxiproxy: pathOf('toxiproxy', toxiproxy.programs),
      ...(plane === undefined ? {} : { kubernetes: pathsOf(plane.programs) }),
      ...(velero === undefined ? {} : { restore: restoringPaths(restoring) }),
    },
  };
}

/** Of a release of Kubernetes, what runs on a master node. */
const controlPlane = (programs: readonly Program[]): Program[] =>
  programs.filter(({ name }) => CONTROL_PLANE.some((one) => one === name));

export const pathsOf = (programs: readonly Program[]): NonNullable<Plan['paths']['kubernetes']> => ({
  'kube-apiserver': pathOf('kube-apiserver', programs),
  'kube-controller-manager': pathOf('kube-controller-manager', programs),
  'kube-scheduler': pathOf('kube-scheduler', programs),
});

/** Velero, its way to S3, and the S3 server. */
export async function restoringPrograms(velero: string, artifacts: ArtifactOptions): Promise<Program[]> {
  const releases = [
    await resolveRelease('velero', velero, artifacts),
    await resolveRelease('velero-plugin-for-aws', DEFAULT_VELERO_PLUGIN_FOR_AWS, artifacts),
    await resolveRelease('versitygw', DEFAULT_VERSITYGW, artifacts),
  ];
  return releases.flatMap(({ programs }) => programs);
}

export const restoringPaths = (programs: readonly Program[]): NonNullable<Plan['paths']['restore']> => ({
  velero: pathOf('velero', programs),
  plugin: pathOf('velero-plugin-for-aws', programs),
  versitygw: pathOf('versitygw', programs),
});

const programIn = (programs: readonly Program[], name: Program['name']): Program | undefined =>
  programs.find((one) => one.name === name);

export function pathOf(name: Program['name'], programs: readonly Program[]): string {
  const program = programIn(programs, name);
  if (program === undefined) {
    throw new Error(`the release holds no ${name}`);
  }
  return program.path;
}
