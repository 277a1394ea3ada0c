import { status } from '@grpc/grpc-js';
import type { RangeRequest, RangeResponse } from './messages';
import type { Liar, Lies, Mutant } from './mutant';
import { isSet, plus } from './numbers';
import { refusal } from './refusal';

/** Whether a read asks for the newest state of a majority. */
export const isLinearizable = ({ serializable, revision }: RangeRequest): boolean =>
  serializable !== true && !isSet(revision);

const COMPACTED = 'etcdserver: mvcc: required revision has been compacted';

/**
 * The same read as of so many revisions ago. The header is the newest one, as etcd's is.
 * @returns undefined where there is no such revision, or it is compacted
 */
async function ago(
  revisions: number,
  request: RangeRequest,
  now: RangeResponse,
  truly: (request: RangeRequest) => Promise<RangeResponse>,
): Promise<RangeResponse | undefined> {
  const revision = Number(now.header.revision) - revisions;
  return revision < 2
    ? undefined
    : truly({ ...request, revision: String(revision) }).catch((error: unknown) => {
        if (String(error).includes('compacted')) {
          return undefined;
        }
        throw error;
      });
}

interface FromThePast {
  readonly of: (request: RangeRequest) => boolean;
  readonly oneIn: number;
  readonly revisions: number;
  /** Whether the answer names the revision that it is of. */
  readonly honestly: boolean;
}

const fromThePast =
  ({ of, oneIn, revisions, honestly }: FromThePast) =>
  ({ random }: Liar): Lies => ({
    Range: async (request, truly) => {
      const now = await truly(request);
      if (!of(request) || !random.oneIn(oneIn)) {
        return now;
      }
      const then = (await ago(revisions, request, now, truly)) ?? now;
      return honestly && then !== now
        ? { ...then, header: { ...then.header, revision: plus(now.header.revision, -revisions) } }
        : then;
    },
  });

const isSerializable = ({ serializable, revision }: RangeRequest): boolean =>
  serializable === true && !isSet(revision);

export const READS: readonly Mutant[] = [
  {
    name: 'stale-read',
    describe: 'a linearizable read is answered from a state of a moment ago, under its own revision',
    kills: 'linearizable',
    lies: fromThePast({ of: isLinearizable, oneIn: 15, revisions: 40, honestly: true }),
  },
  {
    name: 'stale-content',
    describe: 'a linearizable read is answered from a state of a moment ago, under the newest revision',
    kills: 'linearizable',
    lies: fromThePast({ of: isLinearizable, oneIn: 15, revisions: 40, honestly: false }),
  },
  {
    name: 'serializable-back',
    describe: 'a serializable read goes back behind what the same member has shown',
    kills: 'serializable-past',
    lies: fromThePast({ of: isSerializable, oneIn: 3, revisions: 300, honestly: true }),
  },
  {
    name: 'serializable-wrong',
    describe: 'a serializable read is not the state of the revision that it names',
    kills: 'serializable-past',
    lies: fromThePast({ of: isSerializable, oneIn: 3, revisions: 100, honestly: false }),
  },
  {
    name: 'revision-back',
    describe: 'the header of a linearizable read names a revision long past',
    kills: 'revisions-forward',
    lies: ({ random }) => ({
      Range: async (request, truly) => {
        const now = await truly(request);
        const lie = isLinearizable(request) && Number(now.header.revision) > 100 && random.oneIn(15);
        return lie ? { ...now, header: { ...now.header, revision: plus(now.header.revision, -60) } } : now;
      },
    }),
  },
  {
    name: 'revision-ahead',
    describe: 'the header of a linearizable read names a revision that is not there yet',
    kills: 'linearizable',
    lies: ({ random }) => ({
      Range: async (request, truly) => {
        const now = await truly(request);
        const lie = isLinearizable(request) && random.oneIn(15);
        return lie ? { ...now, header: { ...now.header, revision: plus(now.header.revision, 100) } } : now;
      },
    }),
  },
  {
    name: 'read-compacted',
    describe: 'a read of a revision that was compacted away is answered, with the newest state',
    kills: 'linearizable',
    keeps: 25,
    lies: () => ({
      Range: (request, truly) =>
        truly(request).catch((error: unknown) => {
          if (String(error).includes(COMPACTED)) {
            return truly({ ...request, revision: '0' });
          }
          throw error;
        }),
    }),
  },
  {
    name: 'false-compacted',
    describe: 'a read of the past is refused as compacted, and nobody compacted',
    kills: 'linearizable',
    lies: ({ random }) => ({
      Range: (request, truly) =>
        isSet(request.revision) && random.oneIn(5)
          ? Promise.reject(refusal(status.OUT_OF_RANGE, COMPACTED))
          : truly(request),
    }),
  },
];
