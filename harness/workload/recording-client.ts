import type { Etcd3 } from 'etcd3';
import { etcdClient, type Credentials } from '../cluster/etcd-client';
import type { AuthChange } from '../journal/auth';
import type { Journal } from '../journal/journal';
import type { RecordOf } from '../journal/record';
import type { Request, Response } from '../journal/request';
import { changeAuth, type Changed } from './auth-client';
import { decodeBranch, decodeRange } from './decode';
import { definiteFailure } from './definite-failure';
import { encodeDelete, encodePut, encodeRange, encodeTxn } from './encode';
import { KeepaliveStream } from './keepalive-stream';

export interface ClientIdentity {
  /** Number of the client, unique in the journal. */
  readonly client: number;
  /** The member that it is pinned to. */
  readonly member: string;
  /** Host and port by which it reaches that member. */
  readonly endpoint: string;
  readonly role: RecordOf<'client'>['role'];
  readonly scope: string;
  /** Milliseconds that a call may take. */
  readonly deadline: number;
  /** Where authentication is on. */
  readonly user?: Credentials;
}

/** What became of an operation, as its client knows. */
export type Outcome =
  | { readonly is: 'ok'; readonly response: Response }
  | { readonly is: 'fail'; readonly error: string }
  | { readonly is: 'unknown'; readonly error: string };

/**
 * A client that writes down each operation: the invoke before the call is handed over, the return in its
 * callback. It never repeats a call.
 */
export class RecordingClient {
  private operations = 0;
  private readonly etcd: Etcd3;
  private readonly keepalives: KeepaliveStream;

  constructor(
    readonly identity: ClientIdentity,
    private readonly journal: Journal,
    /** Told of each answered operation and when it was begun. */
    private readonly onAnswer: (request: Request, begun: number) => void = () => undefined,
  ) {
    this.etcd = etcdClient(identity.endpoint, identity.deadline, identity.user);
    this.keepalives = new KeepaliveStream(this.etcd, identity.deadline);
    const { client, member, role, scope } = identity;
    journal.write({ type: 'client', t: journal.clock(), client, member, role, scope });
  }

  /** Never rejects for what etcd or the network did: that is an outcome. */
  async perform(request: Request): Promise<Outcome> {
    this.operations += 1;
    const op = `${this.identity.client}.${this.operations}`;
    const begun = this.journal.clock();
    this.journal.write({ type: 'invoke', t: begun, op, request });
    try {
      const response = await this.call(request);
      this.journal.write({ type: 'ok', t: this.journal.clock(), op, response });
      this.onAnswer(request, begun);
      return { is: 'ok', response };
    } catch (error) {
      return this.failed(op, error as Error);
    }
  }

  /**
   * The same for a change of users, roles and permissions.
   * @param password of a user that is added; none that anybody could sign in with where absent
   */
  changeAuth(change: AuthChange, password?: string): Promise<Changed> {
    this.operations += 1;
    const op = `${this.identity.client}.${this.operations}`;
    return changeAuth(this.etcd, this.journal, { op, change, password });
  }

  close(): void {
    this.keepalives.close();
    this.etcd.close();
  }

  private failed(op: string, error: Error): Outcome {
    const known = definiteFailure(error);
    const t = this.journal.clock();
    if (known !== undefined) {
      this.journal.write({ type: 'fail', t, op, error: known });
      return { is: 'fail', error: known };
    }
    const words = error.message.split('\n', 1)[0] ?? error.name;
    this.journal.write({ type: 'unknown', t, op, error: words });
    return { is: 'unknown', error: words };
  }

  private async call(request: Request): Promise<Response> {
    const { kv, leaseClient } = this.etcd;
    if ('put' in request) {
      const { header } = await kv.put(encodePut(request.put));
      return { put: { revision: Number(header.revision) } };
    }
    if ('range' in request) {
      const answer = await kv.range(encodeRange(request.range));
      return { range: { revision: Number(answer.header.revision), ...decodeRange(answer) } };
    }
    if ('delete' in request) {
      const { header, deleted } = await kv.deleteRange(encodeDelete(request.delete));
      return { delete: { revision: Number(header.revision), deleted: Number(deleted) } };
    }
    if ('txn' in request) {
      const { header, succeeded, responses } = await kv.txn(encodeTxn(request.txn));
      return {
        txn: { revision: Number(header.revision), succeeded, responses: responses.map(decodeBranch) },
      };
    }
    if ('grant' in request) {
      const { ttl, lease } = request.grant;
      const answer = await leaseClient.leaseGrant({ TTL: ttl, ID: lease ?? 0 });
      return {
        grant: { revision: Number(answer.header.revision), lease: answer.ID, ttl: Number(answer.TTL) },
      };
    }
    if ('revoke' in request) {
      const { header } = await leaseClient.leaseRevoke({ ID: request.revoke.lease });
      return { revoke: { revision: Number(header.revision) } };
    }
    if ('keepalive' in request) {
      return { keepalive: { ttl: await this.keepalives.send(request.keepalive.lease) } };
    }
    const { header } = await kv.compact({ revision: request.compact.revision });
    return { compact: { revision: Number(header.revision) } };
  }
}
