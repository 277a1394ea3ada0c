import { z } from 'zod';
import type { ClusterApi } from '../api/cluster-api';
import { KubernetesObject } from '../api/object';
import { toldBy } from '../api/refused';
import type { Answer } from '../fidelity/trials';
import { CONTENDED } from '../state/kept-objects';

/** An object's resourceVersion, which in truth is a number. */
export const versionOf = ({ metadata }: KubernetesObject): number =>
  z.coerce.number().int().parse(metadata['resourceVersion']);

/** An object that many clients write, in one cluster; who changes it here knows nothing of other clusters. */
export class Contended {
  private readonly made: number[] = [];

  private constructor(
    private readonly api: ClusterApi,
    private readonly path: string,
  ) {}

  static async in(api: ClusterApi): Promise<Contended> {
    return new Contended(api, await api.addressOf(CONTENDED));
  }

  /** Versions that it has been given here, in order. */
  get versions(): readonly number[] {
    return this.made;
  }

  /** As a client reads it. */
  read(): Promise<KubernetesObject> {
    return this.api.done({ method: 'GET', path: this.path });
  }

  /** Another client changes it. @returns the version that it has now */
  async change(): Promise<number> {
    const changed = await this.api.done({
      ...{ method: 'PATCH', path: this.path, contentType: 'application/merge-patch+json' },
      body: { data: { changes: String(this.made.length + 1), by: 'another client' } },
    });
    return this.note(changed);
  }

  /** A client writes what it read, with a change of its own, as one does that compares and swaps. */
  async write(reading: KubernetesObject): Promise<Answer> {
    const answer = await this.api.ask({
      ...{ method: 'PUT', path: this.path },
      body: { ...reading, data: { by: 'a client that read it before the loss' } },
    });
    if (answer.code === 200) {
      this.note(KubernetesObject.parse(answer.body));
    }
    return toldBy(answer);
  }

  /** Goes on with a watch of it. */
  watch(from: number, heard: (event: unknown) => void, until: AbortSignal): ReturnType<ClusterApi['watch']> {
    return this.api.watch(`${this.collection}&watch=true&resourceVersion=${from}`, heard, until);
  }

  /** Lists it anew, as an informer does that cannot go on. */
  async list(): Promise<Answer> {
    return toldBy(await this.api.ask({ method: 'GET', path: this.collection }));
  }

  private get collection(): string {
    const [collection = '', name = ''] = this.path.split(/\/(?=[^/]+$)/);
    return `${collection}?fieldSelector=metadata.name%3D${name}`;
  }

  private note(object: KubernetesObject): number {
    const version = versionOf(object);
    this.made.push(version);
    return version;
  }
}
