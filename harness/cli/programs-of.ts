import { DEFAULT_TOXIPROXY } from '../artifacts/defaults';
import type { ArtifactOptions } from '../artifacts/options';
import type { Program } from '../artifacts/program';
import { resolveRelease } from '../artifacts/resolve-release';
import { Refusal } from '../errors/refusal';
import type { Outline, Plan } from '../gate/plan';
import { CONTROL_PLANE } from '../topology/topology';

/** Resolution ends before a run begins: the sandbox has no way out. */
export async function programsOf(
  {
    subject: { from, to, kubernetes },
    snapshot,
  }: { readonly subject: Pick<Outline['subject'], 'from' | 'to' | 'kubernetes'> } & Pick<Outline, 'snapshot'>,
  artifacts: ArtifactOptions,
): Promise<Pick<Plan, 'programs' | 'paths'>> {
  const first = await resolveRelease('etcd', from, artifacts);
  const second = from === to ? first : await resolveRelease('etcd', to, artifacts);
  const toxiproxy = await resolveRelease('toxiproxy', DEFAULT_TOXIPROXY, artifacts);
  const plane =
    kubernetes === undefined ? undefined : await resolveRelease('kubernetes', kubernetes, artifacts);
  const programs = [
    ...first.programs,
    ...(second === first ? [] : second.programs),
    ...toxiproxy.programs,
    ...controlPlane(plane?.programs ?? []),
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

const programIn = (programs: readonly Program[], name: Program['name']): Program | undefined =>
  programs.find((one) => one.name === name);

export function pathOf(name: Program['name'], programs: readonly Program[]): string {
  const program = programIn(programs, name);
  if (program === undefined) {
    throw new Error(`the release holds no ${name}`);
  }
  return program.path;
}
