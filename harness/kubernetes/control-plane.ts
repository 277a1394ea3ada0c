import { Refusal } from '../errors/refusal';
import type { Journal } from '../journal/journal';
import type { Network } from '../network/network';
import type { Node } from '../runtime/node';
import type { TlsFiles } from '../runtime/tls-files';
import { until, WaitedInVain } from '../time/until';
import { CONTROL_PLANE, type ControlPlaneProgram, type Topology } from '../topology/topology';
import { ApiClient, NoAnswer } from './api-client';
import { writeEncryption } from './encryption';
import { passesProbe } from './passes-probe';
import { lastError } from './last-error';
import { Master } from './master';
import { API_PORT, type ApiIdentity, type Pki } from './pki';

export interface ControlPlaneOptions {
  readonly network: Network;
  /** Those on which it runs. */
  readonly nodes: readonly Node[];
  /** Names of all members. */
  readonly members: readonly string[];
  readonly endpoints: NonNullable<Topology['endpoints']>;
  readonly pki: Pki;
  readonly version: string;
  readonly paths: Readonly<Record<ControlPlaneProgram, string>>;
  readonly journal: Journal;
  /** An EncryptionConfiguration, the same for all API servers; without one they write in the clear. */
  readonly encryption?: string | undefined;
}

/** All that API servers write in etcd: objects, and how far they have compacted. */
export const KUBERNETES_KEYS = [
  { key: '/registry/', end: '/registry0' },
  { key: 'compact_rev_key', end: 'compact_rev_key\0' },
] as const;

/** Milliseconds in which every program of every node has to answer for the first time. */
const READY_WITHIN = 120_000;
/** So many starts without an answer show what more would show. */
const HOPELESS = 3;
const PATIENCE = 2_000;
/** What is there once controllers work, and what a scheduler makes that has become leader. */
const SETTLED = [
  '/api/v1/namespaces/default/serviceaccounts/default',
  '/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/kube-scheduler',
];

/** kube-apiserver, kube-controller-manager and kube-scheduler on one node or more, each kept running as a static pod is. */
export class ControlPlane {
  private constructor(
    readonly masters: readonly Master[],
    /** By which the harness is everybody's administrator; and the same in files. */
    readonly identity: ApiIdentity,
    readonly admin: TlsFiles,
    readonly version: string,
  ) {}

  /**
   * Starts all of it, the members being there already, and waits until every API server says that it is ready, and the other two
   * of every node that they are healthy.
   * @throws Refusal (environment) with a program's own last error where one does not come up
   */
  static async start(options: ControlPlaneOptions): Promise<ControlPlane> {
    const { nodes, members, endpoints, network, pki, version, paths, journal, encryption } = options;
    const masters = await Promise.all(
      nodes.map(async (node) => {
        await pki.writeMaster(node);
        await (encryption === undefined ? undefined : writeEncryption(node, encryption));
        if (endpoints === 'all') {
          await network.leadToMembers(node);
        }
        return Master.on(node, {
          ...{ paths, version, journal, encrypts: encryption !== undefined },
          members: endpoints === 'all' ? members : [],
        });
      }),
    );
    const admin = await pki.writeAdmin(network.clientNode);
    const plane = new ControlPlane(masters, await pki.superAdmin(), admin, version);
    masters.forEach((master) => master.start());
    try {
      await until(() => plane.isReady(), {
        ...{ within: READY_WITHIN, every: 50 },
        what: 'the control plane to become ready',
      });
    } catch (error) {
      await plane.close();
      throw error instanceof WaitedInVain ? plane.refusal(error.message) : error;
    }
    return plane;
  }

  /** Host and port of each API server, past all proxies, by node. */
  get endpoints(): ReadonlyMap<string, string> {
    return new Map(this.masters.map(({ node }) => [node.name, node.reach(API_PORT)]));
  }

  master(node: string): Master {
    const master = this.masters.find((one) => one.node.name === node);
    if (master === undefined) {
      throw new Error(`no control plane on ${node}`);
    }
    return master;
  }

  /** Ends the supervision; programs end with their nodes. */
  async close(): Promise<void> {
    await Promise.all(this.masters.map((master) => master.close()));
  }

  private async isReady(): Promise<boolean> {
    if (this.masters.some((master) => CONTROL_PLANE.some((name) => master.startsInVain(name) > HOPELESS))) {
      throw this.refusal('it ended again and again');
    }
    if (!this.masters.every(({ isReady }) => isReady)) {
      return false;
    }
    const served = [...this.endpoints.values()].map((at) => passesProbe(at, '/readyz', PATIENCE));
    return (await Promise.all(served)).every(Boolean) && (await this.works());
  }

  /** Whether controllers have done what a fresh cluster needs, and a scheduler is there to be asked. */
  private async works(): Promise<boolean> {
    const [at = ''] = this.endpoints.values();
    const client = new ApiClient(at, this.identity, PATIENCE);
    try {
      const answers = await Promise.all(SETTLED.map((path) => client.ask({ method: 'GET', path })));
      return answers.every(({ code }) => code === 200);
    } catch (error) {
      if (error instanceof NoAnswer) {
        return false;
      }
      throw error;
    } finally {
      client.close();
    }
  }

  private refusal(why: string): Refusal {
    for (const master of this.masters) {
      for (const name of CONTROL_PLANE) {
        const program = master.program(name);
        if (!program.isReady) {
          const { line, log } = lastError(master.node, name);
          return Refusal.environment(
            `${name} ${this.version} of ${master.node.name} did not become ready: ${why}; its last error: ${line}; see ${log}`,
          );
        }
      }
    }
    return Refusal.environment(`the control plane (Kubernetes ${this.version}) did not become ready: ${why}`);
  }
}
