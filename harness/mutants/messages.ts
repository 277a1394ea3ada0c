/**
 * The parts of etcd's messages that mutants touch, as `@grpc/proto-loader` decodes them: int64 as decimal strings,
 * bytes as buffers. What an answer left out is there as its default; what a request left out is not there. The rest
 * of a message stays in the object.
 */
interface Header {
  readonly revision: string;
}

export interface Kv {
  readonly key: Buffer;
  readonly value: Buffer;
  readonly create_revision: string;
  readonly mod_revision: string;
  readonly version: string;
  readonly lease: string;
}

interface Answer {
  readonly header: Header;
}

export interface RangeRequest {
  readonly key: Buffer;
  readonly range_end?: Buffer;
  readonly limit?: string;
  readonly revision?: string;
  readonly serializable?: boolean;
  readonly keys_only?: boolean;
  readonly count_only?: boolean;
}

export interface RangeBody {
  readonly kvs: readonly Kv[];
  readonly more: boolean;
  readonly count: string;
}

export interface RangeResponse extends RangeBody, Answer {}

interface PutRequest {
  readonly key: Buffer;
  readonly value: Buffer;
  readonly lease?: string;
}

interface Compare {
  readonly key: Buffer;
  readonly target?: string;
  readonly create_revision?: string;
}

export interface RequestOp {
  readonly request_range?: RangeRequest;
  readonly request_put?: PutRequest;
}

export interface TxnRequest {
  readonly compare: readonly Compare[];
  readonly success: readonly RequestOp[];
  readonly failure: readonly RequestOp[];
}

export interface ResponseOp {
  readonly response_range?: RangeBody;
  readonly response_put?: object;
}

export interface TxnResponse extends Answer {
  readonly succeeded: boolean;
  readonly responses: readonly ResponseOp[];
}

interface DeleteResponse extends Answer {
  readonly deleted: string;
}

interface Lease {
  readonly ID?: string;
}

interface GrantRequest extends Lease {
  readonly TTL?: string;
}

export interface Grant {
  readonly ID: string;
  readonly TTL: string;
}

export interface WatchEvent {
  readonly type: string;
  readonly kv: Kv;
  readonly prev_kv: Kv | null;
}

export interface WatchResponse extends Answer {
  readonly created: boolean;
  readonly canceled: boolean;
  readonly fragment: boolean;
  readonly events: readonly WatchEvent[];
}

/** What a watch asks for when it is created. */
export interface WatchRequest {
  readonly key: Buffer;
  readonly range_end?: Buffer;
  readonly start_revision?: string;
}

interface CampaignRequest {
  readonly name: Buffer;
  readonly lease: string;
  readonly value: Buffer;
}

/** The key by which a candidate leads. */
interface LeaderKey {
  readonly name: Buffer;
  readonly key: Buffer;
  /** Create revision of the key. */
  readonly rev: string;
  readonly lease: string;
}

/** Calls of one request and one answer that mutants lie about, or make themselves. */
export interface Calls {
  Range: { request: RangeRequest; response: RangeResponse };
  Put: { request: PutRequest; response: Answer };
  DeleteRange: { request: object; response: DeleteResponse };
  Txn: { request: TxnRequest; response: TxnResponse };
  LeaseGrant: { request: GrantRequest; response: Answer & Grant };
  LeaseRevoke: { request: Lease; response: Answer };
  /** Of the Election service; its answer's header is not decoded, since nobody here reads it. */
  Campaign: { request: CampaignRequest; response: { readonly leader: LeaderKey } };
  UserAdd: { request: { readonly name: string }; response: Answer };
  UserGet: { request: { readonly name: string }; response: { readonly roles: readonly string[] } };
  HashKV: { request: object; response: Answer & { readonly hash: number } };
}
export type Call = keyof Calls;
