import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../errors/refusal';
import type { ApiClient } from '../kubernetes/api-client';
import { NoAnswer } from '../kubernetes/api-client';
import { lastError } from '../kubernetes/last-error';
import { folderOf, type Pki } from '../kubernetes/pki';
import type { Node } from '../runtime/node';
import type { RunningProgram } from '../runtime/running-program';
import { until, WaitedInVain } from '../time/until';
import { Containerd } from './containerd';
import type { Equipment } from './equipment';
import { type Image, writeImage } from './image';
import { kubeletConfig } from './kubelet-config';

export interface WorkerOptions {
  /** Made for a kubelet: it has a `podGroup`. */
  readonly node: Node;
  /** Whose API server it asks. */
  readonly master: Node;
  readonly pki: Pki;
  readonly equipment: Equipment;
  readonly paths: { readonly kubelet: string; readonly pause: string };
}

const READY_WITHIN = 60_000;

/** A node with a kubelet and containerd, on which pods really run. All of it ends with the node. */
export class Worker {
  private constructor(
    readonly node: Node,
    readonly containerd: Containerd,
    readonly kubelet: RunningProgram,
    /** Of which a container holds each pod's network; its program can also write files. */
    readonly pause: Image,
  ) {}

  /** Starts both, containerd first. @throws Refusal (environment) where containerd does not come up */
  static async start({ node, master, pki, equipment, paths }: WorkerOptions): Promise<Worker> {
    if (node.podGroup === undefined) {
      throw new Error(`node ${node.name} was not made for a kubelet`);
    }
    await pki.writeKubelet(node, master);
    const pause = await writeImage(
      { name: 'pause', programs: { '/pause': paths.pause }, entrypoint: ['/pause'] },
      join(node.folder, 'pause.tar'),
    );
    const containerd = await Containerd.start(node, equipment, pause);
    const manifests = join(node.folder, 'manifests');
    await mkdir(manifests, { recursive: true });
    const config = join(node.folder, 'kubelet.yaml');
    const clientAuthority = join(folderOf(node), 'ca.crt');
    await writeFile(config, kubeletConfig({ podGroup: node.podGroup, clientAuthority, manifests }));
    const flags = {
      config,
      kubeconfig: join(folderOf(node), 'kubelet.conf'),
      'hostname-override': node.name,
      'node-ip': node.address,
    };
    const kubelet = await node.start({
      ...{ name: 'kubelet', path: paths.kubelet },
      args: Object.entries(flags).map(([name, value]) => `--${name}=${value}`),
    });
    return new Worker(node, containerd, kubelet, pause);
  }

  /**
   * Waits until the API server knows the node as Ready.
   * @throws Refusal (environment) with the kubelet's own last error where that does not come
   */
  async ready(client: ApiClient): Promise<void> {
    const life = { ended: false };
    void this.kubelet.exited.then(() => (life.ended = true));
    const { name } = this.node;
    try {
      await until(async () => life.ended || isReady(await nodeObject(client, name)), {
        ...{ within: READY_WITHIN, every: 100, what: `node ${name} to be Ready` },
      });
    } catch (error) {
      throw error instanceof WaitedInVain ? this.refusal(error.message) : error;
    }
    if (life.ended) {
      throw this.refusal('it ended');
    }
  }

  private refusal(why: string): Refusal {
    const { line, log } = lastError(this.node, 'kubelet');
    return Refusal.environment(
      `the kubelet of ${this.node.name} did not come up: ${why}; its last error: ${line}; see ${log}`,
    );
  }
}

/** @returns undefined where it is not there yet, or nobody answered */
async function nodeObject(client: ApiClient, name: string): Promise<unknown> {
  try {
    const { code, body } = await client.ask({ method: 'GET', path: `/api/v1/nodes/${name}` });
    return code === 200 ? body : undefined;
  } catch (error) {
    if (error instanceof NoAnswer) {
      return undefined;
    }
    throw error;
  }
}

interface Conditions {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

/** Of a node, or of a pod. */
export const isReady = (object: unknown): boolean =>
  (object as Conditions | undefined)?.status?.conditions?.some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  ) === true;
