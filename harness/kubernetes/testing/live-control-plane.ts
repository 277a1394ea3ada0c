import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster } from '../../cluster/cluster';
import { MemoryJournal } from '../../cluster/testing/memory-journal';
import { testProgram } from '../../cluster/testing/programs';
import { Network } from '../../network/network';
import type { ControlGroups } from '../../runtime/control-groups';
import type { Runtime } from '../../runtime/runtime';
import { SandboxRuntime } from '../../runtime/sandbox/sandbox-runtime';
import { masterNodes, memberNodes, type NodeSpec, type Topology } from '../../topology/topology';
import { ControlPlane } from '../control-plane';
import { memberSecurity, Pki } from '../pki';

export interface LiveControlPlane {
  readonly runtime: Runtime;
  readonly cluster: Cluster;
  readonly plane: ControlPlane;
  readonly pki: Pki;
  readonly journal: MemoryJournal;
  /** Ends it, and all that it left. */
  close(): Promise<void>;
}

const KUBERNETES = '1.34.4';

/**
 * A real cluster and a real control plane on it, for tests inside the sandbox.
 * @param groups where nodes have budgets or kubelets
 */
export async function liveControlPlane(
  { nodes: specs, endpoints = 'local' }: Topology,
  groups?: ControlGroups,
): Promise<LiveControlPlane> {
  const folder = await mkdtemp(join(tmpdir(), 'etcd-assay-test-'));
  const journal = new MemoryJournal();
  const runtime = await SandboxRuntime.create(folder, groups);
  const all = await runtime.createNodes(specs);
  const on = (wanted: readonly NodeSpec[]) =>
    all.filter(({ name }) => wanted.some((spec) => spec.name === name));
  const [members, masters] = [on(memberNodes(specs)), on(masterNodes(specs))];
  const remove = async (): Promise<void> => {
    await runtime.dispose();
    await rm(folder, { recursive: true });
  };
  try {
    const pki = await Pki.create();
    await Promise.all(members.map((node) => pki.writeMember(node)));
    const network = await Network.create(testProgram('toxiproxy'), runtime.clientNode, members);
    const program = { version: '3.6.16', path: testProgram('etcd-3.6.16') };
    const cluster = await Cluster.start({
      ...{ network, nodes: members, program, journal, security: memberSecurity },
    });
    const plane = await ControlPlane.start({
      ...{ network, nodes: masters, members: members.map(({ name }) => name), endpoints, pki, journal },
      version: KUBERNETES,
      paths: {
        'kube-apiserver': testProgram(`kube-apiserver-${KUBERNETES}`),
        'kube-controller-manager': testProgram(`kube-controller-manager-${KUBERNETES}`),
        'kube-scheduler': testProgram(`kube-scheduler-${KUBERNETES}`),
      },
    });
    return {
      ...{ runtime, cluster, plane, pki, journal },
      close: async () => {
        await plane.close();
        await cluster.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
