import { performance } from 'node:perf_hooks';
import { gunzipSync } from 'node:zlib';
import type { ControlPlane } from '../../kubernetes/control-plane';
import type { Node } from '../../runtime/node';
import { ClusterApi } from '../api/cluster-api';
import { awaited } from '../awaited';
import type { Bucket } from '../s3/bucket';
import type { S3Server } from '../s3/s3-server';
import { defineKinds } from './custom-resources';
import { installed, LOCATION, VELERO_NAMESPACE } from './installed';
import { backupKey, restoreKey, tarballKey } from './layout';
import { outcomeOf, phaseOf, type Outcome } from './outcome';
import { createdIn } from './resource-list';
import { complaintsIn, type Complaints } from './results';
import { backupSpec, restoreSpec, type BackupScope, type RestoreWish } from './wishes';
import { VeleroServer, type VeleroPrograms } from './velero-server';

export interface VeleroOptions {
  /** One that nothing else runs on. */
  readonly node: Node;
  readonly plane: ControlPlane;
  readonly s3: S3Server;
  readonly version: string;
  readonly programs: VeleroPrograms;
}

/** Milliseconds. */
const AVAILABLE_WITHIN = 60_000;
const FOUND_WITHIN = 90_000;
const BACKED_UP_WITHIN = 180_000;
const RESTORED_WITHIN = 300_000;
const EVERY = 100;

/** A real Velero, working for one cluster and with one bucket. */
export class Velero {
  private constructor(
    private readonly server: VeleroServer,
    private readonly api: ClusterApi,
    private readonly s3: S3Server,
  ) {}

  /**
   * Installs it and waits until it can use the bucket. It knows no kind that is defined after its start: `restart` it then.
   * @throws Refusal (environment) with Velero's own last error
   */
  static async start({ node, plane, s3, version, programs }: VeleroOptions): Promise<Velero> {
    const api = new ClusterApi(plane);
    const server = await VeleroServer.on(node, plane, programs);
    await defineKinds(api, node, programs.velero);
    for (const object of installed(s3, version)) {
      await api.create(object);
    }
    const velero = new Velero(server, api, s3);
    await server.start();
    await velero.available();
    return velero;
  }

  /** The bucket that it works with. */
  get bucket(): Bucket {
    return this.s3.bucket;
  }

  /** What it knows of kinds is five minutes old at times, and of the bucket one minute; a server that begins looks anew. */
  async restart(): Promise<void> {
    await this.server.stop();
    await this.server.start();
  }

  /** @throws Refusal (environment) where it does not come to an end in time */
  backup(name: string, scope: BackupScope): Promise<Outcome> {
    return this.done('Backup', name, backupSpec(scope), BACKED_UP_WITHIN);
  }

  /** Waits until it has found a backup in the bucket that another cluster's Velero made. */
  async find(backup: string): Promise<void> {
    await this.restart();
    await awaited(this.server.running, () => this.api.find(pathOf('Backup', backup)), {
      ...{ within: FOUND_WITHIN, every: EVERY, what: `the backup ${backup} to be found in the bucket` },
    });
  }

  /** @throws Refusal (environment) where it does not come to an end in time */
  restore(name: string, wish: RestoreWish): Promise<Outcome> {
    return this.done('Restore', name, restoreSpec(wish), RESTORED_WITHIN);
  }

  /** Which objects it complained of, by the bucket. @throws S3Error */
  async complaints(of: 'backup' | 'restore', name: string): Promise<Complaints> {
    return complaintsIn(await this.bucket.readCompressed(keyOf[of](name, 'results')));
  }

  /** Identities of the objects that a restore made, by the bucket. @throws S3Error */
  async restored(restore: string): Promise<ReadonlySet<string>> {
    return createdIn(await this.bucket.readCompressed(restoreKey(restore, 'resource-list.json')));
  }

  /** All that a backup holds: a tarball, no longer compressed. @throws S3Error */
  async tarball(backup: string): Promise<Buffer> {
    return gunzipSync(await this.bucket.read(tarballKey(backup)));
  }

  /** What it logged while it worked on it, by the bucket. @throws S3Error */
  logs(of: 'backup' | 'restore', name: string): Promise<string> {
    return this.bucket.readCompressed(keyOf[of](name, 'logs'));
  }

  /** Ends the server; what it made stays in the cluster and in the bucket. */
  async close(): Promise<void> {
    await this.server.stop();
    this.api.close();
  }

  private async available(): Promise<void> {
    let said: string | undefined;
    await awaited(
      this.server.running,
      async () => {
        const location = await this.api.find(pathOf('BackupStorageLocation', LOCATION));
        said = messageOf(location);
        return location !== undefined && phaseOf(location) === 'Available';
      },
      { within: AVAILABLE_WITHIN, every: EVERY, what: 'the bucket to be available', asked: () => said },
    );
  }

  private async done(kind: Work, name: string, spec: object, within: number): Promise<Outcome> {
    const metadata = { name, namespace: VELERO_NAMESPACE };
    const began = performance.now();
    await this.api.create({ apiVersion: 'velero.io/v1', kind, metadata, spec });
    let phase: string | undefined;
    return awaited(
      this.server.running,
      async () => {
        const object = await this.api.find(pathOf(kind, name));
        phase = `phase ${phaseOf(object ?? {})}`;
        return outcomeOf(name, object ?? {}, performance.now() - began);
      },
      { within, every: EVERY, what: `the ${kind.toLowerCase()} ${name} to end`, asked: () => phase },
    );
  }
}

type Work = 'Backup' | 'Restore';

const keyOf = { backup: backupKey, restore: restoreKey };

const pathOf = (kind: Work | 'BackupStorageLocation', name: string): string =>
  `/apis/velero.io/v1/namespaces/${VELERO_NAMESPACE}/${kind.toLowerCase()}s/${name}`;

const messageOf = (location: object | undefined): string | undefined =>
  (location as { status?: { message?: string } } | undefined)?.status?.message;
