import { DEFAULT_TO, DEFAULT_TOXIPROXY } from '../harness/artifacts/defaults';
import type { ArtifactOptions } from '../harness/artifacts/options';
import type { ProgramName } from '../harness/artifacts/program';
import { resolveRelease } from '../harness/artifacts/resolve-release';

/** Version of the members that starts and puts are measured with: the one that the gate upgrades to. */
export const VERSION = DEFAULT_TO;

/** Paths of what a cluster needs; found before any sandbox is entered, since that has no way out. */
export async function clusterPrograms(
  options: ArtifactOptions,
): Promise<Record<'etcd' | 'etcdctl' | 'toxiproxy', string>> {
  const etcd = await resolveRelease('etcd', VERSION, options);
  const toxiproxy = await resolveRelease('toxiproxy', DEFAULT_TOXIPROXY, options);
  const programs = [...etcd.programs, ...toxiproxy.programs];
  const pathOf = (name: ProgramName): string => {
    const program = programs.find((one) => one.name === name);
    if (program === undefined) {
      throw new Error(`no ${name} among the programs found`);
    }
    return program.path;
  };
  return { etcd: pathOf('etcd'), etcdctl: pathOf('etcdctl'), toxiproxy: pathOf('toxiproxy') };
}
