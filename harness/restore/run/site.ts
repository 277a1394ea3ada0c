import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Cluster } from '../../cluster/cluster';
import type { Member } from '../../cluster/member';
import type { Snapshot } from '../../cluster/restore-snapshot';
import { statusInTime } from '../../cluster/status';
import { UNRECORDED } from '../../journal/journal';
import { ControlPlane } from '../../kubernetes/control-plane';
import { memberSecurity } from '../../kubernetes/pki';
import { Network } from '../../network/network';
import type { Node } from '../../runtime/node';
import { SandboxRuntime } from '../../runtime/sandbox/sandbox-runtime';
import { colocated } from '../../topology/colocated';
import { ClusterApi } from '../api/cluster-api';
import { S3Server, type S3Store } from '../s3/s3-server';
import { Velero } from '../velero/velero';
import type { Keys } from './keys';
import type { RestorePlan } from './plan';
import { siteFolder, type SiteName } from './site-folder';

export interface SiteOptions {
  readonly plan: RestorePlan;
  readonly name: SiteName;
  /** New ones for each cluster; what is restored from a snapshot has the same as before. */
  readonly keys: Keys;
  /** What it begins with; nothing where there is none. */
  readonly snapshot?: Snapshot;
}

/**
 * A stacked node with etcd and a control plane, one for an S3 server and one for Velero: the only cluster in the world. What becomes
 * of it is seen by its API, and judged from that alone.
 */
export class Site {
  private velero: Velero | undefined;

  private constructor(
    private readonly plan: RestorePlan,
    private readonly runtime: SandboxRuntime,
    readonly member: Member,
    /** The cluster's revision before any API server was there. */
    readonly firstRevision: number,
    /** From when on at the latest its etcd has run, by `performance.now()`. */
    private readonly since: number,
    /** When its control plane was started, in milliseconds since 1970. */
    readonly planeStarted: number,
    private readonly cluster: Cluster,
    private readonly plane: ControlPlane,
    readonly api: ClusterApi,
    private readonly others: { readonly s3: Node; readonly velero: Node },
  ) {}

  /** @throws Refusal (environment) in the words of whichever program did not come up */
  static async raise({ plan, name, keys, snapshot }: SiteOptions): Promise<Site> {
    const { paths, versions } = plan;
    const { pki, encryption } = keys;
    const runtime = await SandboxRuntime.create(join(siteFolder(plan, name), 'nodes'));
    try {
      const nodes = await runtime.createNodes(colocated(1, 'local').nodes);
      const [s3] = await runtime.createNodes([{ name: 's3', runs: [], zone: 'a' }]);
      const [velero] = await runtime.createNodes([{ name: 'velero', runs: [], zone: 'a' }]);
      if (s3 === undefined || velero === undefined) {
        throw new Error('a runtime makes as many nodes as it is asked for');
      }
      await Promise.all(nodes.map((node) => pki.writeMember(node)));
      const network = await Network.create(paths.toxiproxy, runtime.clientNode, nodes);
      const cluster = await Cluster.start({
        ...{ network, nodes, journal: UNRECORDED, security: memberSecurity, snapshot },
        program: { version: versions.etcd, path: paths.etcd },
      });
      const [member] = cluster.members as readonly [Member];
      const { revision } = await statusInTime(member);
      const since = performance.now();
      const planeStarted = Date.now();
      const plane = await ControlPlane.start({
        ...{ network, nodes, pki, encryption, journal: UNRECORDED, endpoints: 'local' },
        ...{ members: nodes.map((node) => node.name), version: versions.kubernetes, paths: paths.kubernetes },
      });
      return new Site(
        plan,
        runtime,
        member,
        revision,
        since,
        planeStarted,
        cluster,
        plane,
        new ClusterApi(plane),
        {
          s3,
          velero,
        },
      );
    } catch (error) {
      await runtime.dispose();
      throw error;
    }
  }

  /** Seconds that its etcd has run, at the least. */
  get running(): number {
    return (performance.now() - this.since) / 1000;
  }

  get client(): Node {
    return this.runtime.clientNode;
  }

  /** Serves the store beside the cluster, and starts Velero on it. */
  async startVelero(store: S3Store): Promise<Velero> {
    const { paths, versions } = this.plan;
    const s3 = await S3Server.start(this.others.s3, paths.versitygw, store);
    this.velero = await Velero.start({
      ...{ node: this.others.velero, plane: this.plane, s3, version: versions.velero },
      programs: { velero: paths.velero, plugin: paths.plugin },
    });
    return this.velero;
  }

  /** Ends everything at once, as a site is lost. */
  async lose(): Promise<void> {
    this.api.close();
    await this.velero?.close();
    await this.plane.close();
    await this.cluster.close();
    await this.runtime.dispose();
  }
}
