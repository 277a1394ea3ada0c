import { DEFAULT_TOXIPROXY } from '../artifacts/defaults';
import type { ArtifactOptions } from '../artifacts/options';
import type { Program } from '../artifacts/program';
import { resolveRelease } from '../artifacts/resolve-release';
import type { Outline, Plan } from '../gate/plan';

/** Resolution ends before a run begins: the sandbox has no way out. */
export async function programsOf(
  { subject: { from, to } }: { readonly subject: Pick<Outline['subject'], 'from' | 'to'> },
  artifacts: ArtifactOptions,
): Promise<Pick<Plan, 'programs' | 'paths'>> {
  const first = await resolveRelease('etcd', from, artifacts);
  const second = from === to ? first : await resolveRelease('etcd', to, artifacts);
  const toxiproxy = await resolveRelease('toxiproxy', DEFAULT_TOXIPROXY, artifacts);
  const programs = [...first.programs, ...(second === first ? [] : second.programs), ...toxiproxy.programs];
  const etcdctl = first.programs.find(({ name }) => name === 'etcdctl');
  return {
    programs,
    paths: {
      ...(etcdctl === undefined ? {} : { etcdctl: etcdctl.path }),
      from: pathOf('etcd', first.programs),
      to: pathOf('etcd', second.programs),
      toxiproxy: pathOf('toxiproxy', toxiproxy.programs),
    },
  };
}

function pathOf(name: Program['name'], programs: readonly Program[]): string {
  const program = programs.find((one) => one.name === name);
  if (program === undefined) {
    throw new Error(`the release holds no ${name}`);
  }
  return program.path;
}
