import type { DecodeProgram } from './decode-program';
import type { KubernetesFacts } from './facts';
import type { KeyValue } from './file/key-value';
import { REGISTRY, storedObject, type StoredObject } from './file/kubernetes-objects';

/** Decodes protobuf by Kubernetes' own types; one for a whole snapshot. */
export type Decoder = Pick<DecodeProgram, 'decode'>;

/** So many broken objects are named. */
const NAMED = 20;

/** What of a snapshot is Kubernetes', counted on the way through its keys. */
export class Objects {
  private readonly kinds = new Map<string, number>();
  private readonly broken: { key: string; why: string }[] = [];
  private readonly unknown = new Set<string>();
  private brokenCount = 0;
  private encrypted = 0;
  private foreign = 0;
  private seen = 0;

  /** @param decoder or the reason why there is none */
  constructor(private readonly decoder: Decoder | string) {}

  async take(keyValue: KeyValue): Promise<void> {
    const key = keyValue.key.toString('utf8');
    if (!key.startsWith(REGISTRY)) {
      return;
    }
    this.seen += 1;
    const object = storedObject(keyValue);
    this.encrypted += object.form === 'encrypted' ? 1 : 0;
    this.foreign += object.form === 'other' ? 1 : 0;
    if (object.kind !== '') {
      this.kinds.set(object.kind, (this.kinds.get(object.kind) ?? 0) + 1);
    }
    const flaw = object.flaw ?? (await this.flawOf(keyValue, object));
    if (flaw !== undefined) {
      this.brokenCount += 1;
      this.broken.push(...(this.broken.length < NAMED ? [{ key, why: flaw }] : []));
    }
  }

  private async flawOf({ value }: KeyValue, { form, kind }: StoredObject): Promise<string | undefined> {
    if (form !== 'protobuf' || typeof this.decoder === 'string') {
      return undefined;
    }
    const answer = await this.decoder.decode(value);
    if ('unknown' in answer) {
      this.unknown.add(kind);
    }
    return 'why' in answer ? answer.why : undefined;
  }

  /** Null where nothing was Kubernetes'. */
  facts(): KubernetesFacts | null {
    if (this.seen === 0) {
      return null;
    }
    return {
      kinds: Object.fromEntries([...this.kinds].sort(([one], [other]) => (one < other ? -1 : 1))),
      ...{ encrypted: this.encrypted, foreign: this.foreign },
      ...{ broken: this.broken, brokenCount: this.brokenCount },
      unknown: [...this.unknown].sort(),
      notDecoded: typeof this.decoder === 'string' ? this.decoder : null,
    };
  }
}
