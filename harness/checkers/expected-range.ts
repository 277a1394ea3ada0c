import type { BranchRequest, BranchResponse, KeyValue } from '../journal/request';
import { compareKeys } from './key-span';
import type { Mvcc } from './mvcc';

type RangeRequest = Extract<BranchRequest, { range: unknown }>['range'];
type RangeResponse = Extract<BranchResponse, { range: unknown }>['range'];

/**
 * A range as of its own revision, or as of `state`. As in etcd's `executeRange`: what is counted is all of the range;
 * what is shown is filtered, then sorted, then cut at the limit.
 * @param said what the answer showed: where keys compare equal, etcd may show them in any order, and that one is taken
 */
export function expectedRange(
  request: RangeRequest,
  model: Mvcc,
  state: number,
  said: readonly KeyValue[],
): RangeResponse {
  const asked = request.revision ?? 0;
  const found = model.range(request, asked > 0 ? asked : state);
  const count = found.length;
  if (request.countOnly === true) {
    return { kvs: [], count };
  }
  const kvs = sorted(filtered(found, request), request, said);
  const more = request.limit !== undefined && kvs.length > request.limit;
  const cut = more ? kvs.slice(0, request.limit) : kvs;
  const shown = request.keysOnly === true ? cut.map((kv) => ({ ...kv, value: '' })) : cut;
  return more ? { kvs: shown, count, more } : { kvs: shown, count };
}

function filtered(kvs: KeyValue[], { minMod, maxMod, minCreate, maxCreate }: RangeRequest): KeyValue[] {
  return minMod === undefined && maxMod === undefined && minCreate === undefined && maxCreate === undefined
    ? kvs
    : kvs.filter(
        ({ mod, create }) =>
          within(mod, minMod ?? 0, maxMod ?? 0) && within(create, minCreate ?? 0, maxCreate ?? 0),
      );
}

/** A bound of zero is none. */
const within = (revision: number, least: number, most: number): boolean =>
  revision >= least && (most === 0 || revision <= most);

function sorted(kvs: KeyValue[], { sort }: RangeRequest, said: readonly KeyValue[]): KeyValue[] {
  if (sort === undefined) {
    return kvs;
  }
  const sign = sort.order === 'ascend' ? 1 : -1;
  const places = new Map(said.map(({ key }, i) => [key, i]));
  const place = ({ key }: KeyValue): number => places.get(key) ?? said.length;
  // Sorting is stable: of equal keys that were not shown, the first stays first.
  return [...kvs].sort((one, other) => sign * compareBy(sort.by, one, other) || place(one) - place(other));
}

function compareBy(by: NonNullable<RangeRequest['sort']>['by'], one: KeyValue, other: KeyValue): number {
  return by === 'key' || by === 'value' ? compareKeys(one[by], other[by]) : one[by] - other[by];
}
