import { keeping } from './leases';
import type { Kv } from './messages';
import type { Mutant } from './mutant';
import { plus } from './numbers';
import { falseSuccess } from './transactions';

/** A read of a lock's queue, by what is in it: keys of several leases. */
const isQueue = (kvs: readonly Kv[]): boolean => kvs.length > 1 && kvs.every(({ lease }) => lease !== '0');

const created = ({ create_revision }: Kv): number => Number(create_revision);

export const LOCKS: readonly Mutant[] = [
  {
    name: 'lock-given-to-two',
    describe: "a lock's queue is read without its owner, so that the next one takes itself for it",
    kills: 'lock-exclusion',
    suites: ['locks'],
    lies: ({ random }) => ({
      Range: async (request, truly) => {
        const answer = await truly(request);
        const { kvs, count } = answer;
        if (!isQueue(kvs) || !random.oneIn(2)) {
          return answer;
        }
        const first = Math.min(...kvs.map(created));
        return { ...answer, kvs: kvs.filter((kv) => created(kv) !== first), count: plus(count, -1) };
      },
    }),
  },
  {
    name: 'fence-ignored',
    describe: 'a fenced write succeeds after its ownership key is gone',
    kills: 'lock-exclusion',
    suites: ['locks'],
    lies: () => ({
      Txn: async (request, truly) => {
        const answer = await truly(request);
        const isFenced = request.compare.some(
          ({ target, create_revision }) => target === 'Create' && create_revision !== '0',
        );
        return isFenced ? falseSuccess(request, answer) : answer;
      },
    }),
  },
  {
    name: 'lock-without-lease',
    describe: 'an ownership key is stored without the lease that it was to have',
    kills: 'lock-leased-key',
    suites: ['locks'],
    lies: () => ({
      Txn: (request, truly) =>
        truly({
          ...request,
          success: request.success.map((part) =>
            part.request_put === undefined ? part : { request_put: { ...part.request_put, lease: '0' } },
          ),
        }),
    }),
  },
  {
    name: 'lock-freed-late',
    describe: 'the lease of a lock whose holder is gone is kept alive until twenty seconds after its grant',
    kills: 'lock-release',
    suites: ['locks'],
    lies: keeping(1, 20_000),
  },
];
