import type { Argv } from 'yargs';
import { DEFAULT_KUBERNETES } from '../../artifacts/defaults';
import type { ArtifactOptions } from '../../artifacts/options';
import { resolveVersion } from '../../artifacts/resolve-version';
import { compareVersions } from '../../artifacts/version';
import { Refusal } from '../../errors/refusal';
import type { RuntimeName } from '../../runtime/runtime';
import { hasControlPlane, type Topology } from '../../topology/topology';
import { once } from './once';

export const kubernetesOption = <T>(argv: Argv<T>) =>
  argv.option('kubernetes', {
    type: 'string',
    requiresArg: true,
    describe: `version of the control plane, where the topology has one: 1.34.4, 1.37 (default ${DEFAULT_KUBERNETES})`,
  });

/** kubeadm's own bound, the same from 1.34 to 1.37 (cmd/kubeadm/app/constants, MinExternalEtcdVersion). */
const OLDEST_ETCD = '3.5.24';

interface Asked {
  readonly topology: Topology;
  readonly runtime: RuntimeName;
  /** Of etcd, the first one of the run. */
  readonly from: string;
}

/**
 * The version of the control plane; undefined where the topology has none.
 * @throws Refusal (usage) where it was asked for in vain, cannot be run here, or does not fit etcd's version
 */
export async function readKubernetes(
  flag: unknown,
  { topology, runtime, from }: Asked,
  artifacts: ArtifactOptions,
): Promise<string | undefined> {
  const given = once('kubernetes', flag);
  if (!hasControlPlane(topology)) {
    if (given !== undefined) {
      throw Refusal.usage(
        `--kubernetes ${given}: topology ${topology.name} has no control plane; colocated-3 has one`,
      );
    }
    return undefined;
  }
  if (runtime !== 'sandbox') {
    throw Refusal.usage(
      `topology ${topology.name} has a control plane, which only runs in the sandbox runtime`,
    );
  }
  if (compareVersions(from, OLDEST_ETCD) < 0) {
    throw Refusal.usage(
      `Kubernetes does not support etcd ${from}: ${OLDEST_ETCD} is the oldest (kubeadm's MinExternalEtcdVersion)`,
    );
  }
  return resolveVersion('kubernetes', given ?? DEFAULT_KUBERNETES, artifacts);
}
