import type {
  ICompare,
  IDeleteRangeRequest,
  IPutRequest,
  IRangeRequest,
  IRequestOp,
  ITxnRequest,
} from 'etcd3';
import type { z } from 'zod';
import type { BranchRequest, Compare, Delete, Put, Range, Txn } from '../journal/request';

/** The journal's requests in the words of etcd's API. */
const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');

const rangeEnd = (end: string | undefined): { range_end?: Buffer } =>
  end === undefined ? {} : { range_end: bytes(end) };

export const encodePut = ({ key, value, lease }: z.infer<typeof Put>): IPutRequest => ({
  key: bytes(key),
  value: bytes(value),
  ...(lease === undefined ? {} : { lease }),
});

export const encodeRange = (range: z.infer<typeof Range>): IRangeRequest => ({
  key: bytes(range.key),
  ...rangeEnd(range.end),
  ...(range.revision === undefined ? {} : { revision: range.revision }),
  ...(range.limit === undefined ? {} : { limit: range.limit }),
  ...(range.serializable === undefined ? {} : { serializable: true }),
  ...(range.keysOnly === undefined ? {} : { keys_only: true }),
  ...(range.countOnly === undefined ? {} : { count_only: true }),
  ...(range.sort === undefined
    ? {}
    : { sort_target: TARGETS[range.sort.by], sort_order: ORDERS[range.sort.order] }),
  ...(range.minMod === undefined ? {} : { min_mod_revision: range.minMod }),
  ...(range.maxMod === undefined ? {} : { max_mod_revision: range.maxMod }),
  ...(range.minCreate === undefined ? {} : { min_create_revision: range.minCreate }),
  ...(range.maxCreate === undefined ? {} : { max_create_revision: range.maxCreate }),
});

const TARGETS = { key: 'Key', version: 'Version', create: 'Create', mod: 'Mod', value: 'Value' } as const;
const ORDERS = { ascend: 'Ascend', descend: 'Descend' } as const;

export const encodeDelete = ({ key, end }: z.infer<typeof Delete>): IDeleteRangeRequest => ({
  key: bytes(key),
  ...rangeEnd(end),
});

const RESULTS = { '=': 'Equal', '!=': 'NotEqual', '<': 'Less', '>': 'Greater' } as const;

function encodeCompare({ key, end, target, is, to }: Compare): ICompare {
  const common = { key: bytes(key), ...rangeEnd(end), result: RESULTS[is] };
  switch (target) {
    case 'mod':
      return { ...common, target: 'Mod', mod_revision: to };
    case 'create':
      return { ...common, target: 'Create', create_revision: to };
    case 'version':
      return { ...common, target: 'Version', version: to };
    case 'lease':
      return { ...common, target: 'Lease', lease: to };
    case 'value':
      return { ...common, target: 'Value', value: bytes(String(to)) };
  }
}

function encodeBranch(request: BranchRequest): IRequestOp {
  if ('put' in request) {
    return { request_put: encodePut(request.put) };
  }
  if ('range' in request) {
    return { request_range: encodeRange(request.range) };
  }
  return 'txn' in request
    ? { request_txn: encodeTxn(request.txn) }
    : { request_delete_range: encodeDelete(request.delete) };
}

export const encodeTxn = (txn: z.infer<typeof Txn>): ITxnRequest => ({
  compare: txn.if.map(encodeCompare),
  success: txn.then.map(encodeBranch),
  failure: txn.else.map(encodeBranch),
});
