import type { Kv, RangeBody, RequestOp, ResponseOp, TxnRequest, TxnResponse } from './messages';
import type { Liar, Mutant } from './mutant';
import { plus } from './numbers';

/** What the puts of a branch would be answered; undefined where it holds anything else. */
function putAnswers(branch: readonly RequestOp[]): ResponseOp[] | undefined {
  return branch.length > 0 && branch.every(({ request_put }) => request_put)
    ? branch.map(() => ({ response_put: {} }))
    : undefined;
}

/** A refused transaction told as one that succeeded, with puts that never were. */
export const falseSuccess = (request: TxnRequest, answer: TxnResponse): TxnResponse => {
  const responses = putAnswers(request.success);
  return answer.succeeded || responses === undefined ? answer : { ...answer, succeeded: true, responses };
};

/** Reads a branch, if it holds nothing but reads, in the state after the transaction that did not take it. */
async function readBranch(branch: readonly RequestOp[], { member }: Liar): Promise<ResponseOp[] | undefined> {
  const ranges = branch.flatMap(({ request_range }) => request_range ?? []);
  return ranges.length < branch.length
    ? undefined
    : Promise.all(ranges.map(async (range) => ({ response_range: await member.ask('Range', range) })));
}

/**
 * Two keys that one transaction wrote, told so that only one of them shows it.
 * @returns undefined where no two keys are of one revision
 */
async function halved(kvs: readonly Kv[], { member }: Liar): Promise<Kv[] | undefined> {
  const at = kvs.findIndex((kv) =>
    kvs.some((other) => other !== kv && other.mod_revision === kv.mod_revision),
  );
  const whole = kvs[at];
  if (whole === undefined) {
    return undefined;
  }
  const { kvs: before } = await member.ask('Range', {
    key: whole.key,
    revision: plus(whole.mod_revision, -1),
  });
  return [...kvs.slice(0, at), ...before, ...kvs.slice(at + 1)];
}

const withHalf = (body: RangeBody, kvs: readonly Kv[]): RangeBody => ({
  ...body,
  kvs,
  count: plus(body.count, kvs.length - body.kvs.length),
});

/** In a transaction that only reads, the halves are in two of its answers. */
async function halvedReads(answer: TxnResponse, liar: Liar): Promise<TxnResponse> {
  const ranges = answer.responses.flatMap(({ response_range }) => response_range ?? []);
  const kvs = await halved(
    ranges.flatMap((range) => range.kvs),
    liar,
  );
  if (kvs === undefined || ranges.length < answer.responses.length) {
    return answer;
  }
  const responses = ranges.map((range) => {
    const keys = new Set(range.kvs.map(({ key }) => String(key)));
    return {
      response_range: withHalf(
        range,
        kvs.filter(({ key }) => keys.has(String(key))),
      ),
    };
  });
  return { ...answer, responses };
}

export const TRANSACTIONS: readonly Mutant[] = [
  {
    name: 'false-success',
    describe: 'a compare-and-swap that lost is told that it won',
    kills: 'cas-one-winner',
    suites: ['cas'],
    lies: ({ random }) => ({
      Txn: async (request, truly) => {
        const answer = await truly(request);
        return random.oneIn(8) ? falseSuccess(request, answer) : answer;
      },
    }),
  },
  {
    name: 'false-conflict',
    describe: 'a compare-and-swap that won is told that it lost',
    kills: 'linearizable',
    suites: ['cas'],
    lies: (liar) => ({
      Txn: async (request, truly) => {
        const answer = await truly(request);
        const lie = answer.succeeded && request.compare.length > 0 && liar.random.oneIn(15);
        const responses = lie ? await readBranch(request.failure, liar) : undefined;
        return responses === undefined ? answer : { ...answer, succeeded: false, responses };
      },
    }),
  },
  {
    name: 'guards-ignored',
    describe: 'a transaction takes effect though its guards do not hold',
    kills: 'cas-guards',
    suites: ['cas'],
    lies: ({ random }) => ({
      Txn: (request, truly) => truly(random.oneIn(3) ? { ...request, compare: [] } : request),
    }),
  },
  {
    name: 'spurious-conflict',
    describe: 'a compare-and-swap is refused, though nobody touched its key',
    kills: 'cas-key-scope',
    suites: ['cas'],
    lies: ({ random }) => ({
      Txn: async (request, truly) => {
        if (request.compare.length === 0 || !random.oneIn(3)) {
          return truly(request);
        }
        const answer = await truly({ ...request, compare: [], success: request.failure });
        return { ...answer, succeeded: false };
      },
    }),
  },
  {
    name: 'half-a-transaction',
    describe: 'a read of a range shows one key of a transaction and not the other',
    kills: 'cas-atomic',
    lies: (liar) => ({
      Range: async (request, truly) => {
        const answer = await truly(request);
        const kvs = liar.random.oneIn(3) ? await halved(answer.kvs, liar) : undefined;
        return kvs === undefined ? answer : { ...answer, ...withHalf(answer, kvs) };
      },
    }),
  },
  {
    name: 'half-in-a-transaction',
    describe: 'a transaction that only reads shows one key of another one and not the other',
    kills: 'cas-atomic',
    lies: (liar) => ({
      Txn: async (request, truly) => {
        const answer = await truly(request);
        return liar.random.oneIn(5) ? halvedReads(answer, liar) : answer;
      },
    }),
  },
];
