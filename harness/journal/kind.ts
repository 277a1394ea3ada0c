import type { Request } from './request';

/** Kinds of work that the traffic of a run must hold, and how to know a request of one. */
const KINDS = {
  put: (request) => 'put' in request,
  delete: (request) => 'delete' in request,
  get: (request) => isGet(request) && request.range.serializable !== true,
  'serializable get': (request) => isGet(request) && request.range.serializable === true,
  range: (request) => 'range' in request && request.range.end !== undefined,
  'compare-and-swap': (request) => 'txn' in request && request.txn.if.length > 0,
  'lease grant': (request) => 'grant' in request,
  keepalive: (request) => 'keepalive' in request,
  revoke: (request) => 'revoke' in request,
} as const satisfies Readonly<Record<string, (request: Request) => boolean>>;

export type Kind = keyof typeof KINDS;
export const KIND_NAMES = Object.keys(KINDS) as Kind[];

const isGet = (request: Request): request is Extract<Request, { range: unknown }> =>
  'range' in request && request.range.end === undefined;

export const kindsOf = (request: Request): Kind[] => KIND_NAMES.filter((kind) => KINDS[kind](request));
