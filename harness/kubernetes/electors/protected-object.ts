import { z } from 'zod';
import type { RecordingApiClient } from '../recording-api-client';

const COLLECTION = '/api/v1/namespaces/default/configmaps';
const MERGE = 'application/merge-patch+json';

const ConfigMap = z.looseObject({
  metadata: z.looseObject({ resourceVersion: z.string() }),
  data: z.looseObject({ by: z.string(), token: z.string(), count: z.string() }),
});

/** Who writes, and how often the Lease by which it believes to lead had changed hands then. */
export interface Writer {
  readonly identity: string;
  readonly token: number;
}

/** What became of a write: its resourceVersion; refused; or nobody knows. */
export type Written = number | 'refused' | undefined;

/** A ConfigMap that only who leads is to write. */
export class ProtectedObject {
  private count = 0;

  constructor(
    private readonly client: RecordingApiClient,
    readonly name: string,
  ) {}

  /** Without asking: a PATCH that names no version goes through whoever leads. */
  async write({ identity, token }: Writer): Promise<Written> {
    this.count += 1;
    const answer = await this.client.perform(
      { verb: 'patch', object: this.object },
      {
        ...{ method: 'PATCH', path: this.path, contentType: MERGE },
        body: { data: { by: identity, token: String(token), count: String(this.count) } },
      },
    );
    return outcome(answer);
  }

  /**
   * Fenced: refused where who led later has written already, and by compare-and-swap where that happens at the same time.
   */
  async writeFenced({ identity, token }: Writer): Promise<Written> {
    const read = await this.client.perform(
      { verb: 'get', object: this.object },
      { method: 'GET', path: this.path },
    );
    if (read?.code !== 200) {
      return undefined;
    }
    const { metadata, data, ...rest } = ConfigMap.parse(read.body);
    if (Number(data.token) > token) {
      return 'refused';
    }
    this.count += 1;
    const answer = await this.client.perform(
      { verb: 'update', object: this.object, sent: Number(metadata.resourceVersion) },
      {
        ...{ method: 'PUT', path: this.path },
        body: {
          ...{ ...rest, metadata },
          data: { ...data, by: identity, token: String(token), count: String(this.count) },
        },
      },
    );
    return outcome(answer);
  }

  private get object(): string {
    return `configmaps/default/${this.name}`;
  }

  private get path(): string {
    return `${COLLECTION}/${this.name}`;
  }
}

/** The body of whom is protected before anybody has led. */
export const nobodysYet = (name: string): { readonly path: string; readonly body: unknown } => ({
  path: COLLECTION,
  body: { metadata: { name }, data: { by: 'nobody', token: '-1', count: '0' } },
});

function outcome(answer: { readonly code: number; readonly body: unknown } | undefined): Written {
  return answer === undefined || answer.code >= 500
    ? undefined
    : answer.code === 200
      ? Number(ConfigMap.parse(answer.body).metadata.resourceVersion)
      : 'refused';
}
