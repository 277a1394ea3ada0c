import { status } from '@grpc/grpc-js';
import type { Mutant } from './mutant';
import { plus } from './numbers';
import { refusal } from './refusal';

export const WRITES: readonly Mutant[] = [
  {
    name: 'lost-write',
    describe: 'a put is acknowledged and never reaches the store',
    kills: 'no-lost-writes',
    lies: ({ random, member }) => ({
      Put: async (request, truly) => {
        if (!random.oneIn(8)) {
          return truly(request);
        }
        const { header } = await member.ask('Range', { key: request.key });
        return { header: { ...header, revision: plus(header.revision, 1) } };
      },
    }),
  },
  {
    name: 'applied-twice',
    describe: 'a put takes effect twice',
    kills: 'linearizable',
    lies: ({ random }) => ({
      Put: async (request, truly) => {
        const answer = await truly(request);
        if (random.oneIn(15)) {
          await truly(request);
        }
        return answer;
      },
    }),
  },
  {
    name: 'failed-write-applied',
    describe: 'a put that is refused takes effect all the same',
    kills: 'linearizable',
    lies: ({ random }) => ({
      Put: async (request, truly) => {
        const answer = await truly(request);
        if (random.oneIn(15)) {
          throw refusal(status.RESOURCE_EXHAUSTED, 'etcdserver: too many requests');
        }
        return answer;
      },
    }),
  },
  {
    name: 'wrong-revision-of-write',
    describe: 'a put is acknowledged with the revision of the write before it',
    kills: 'linearizable',
    lies: ({ random }) => ({
      Put: async (request, truly) => {
        const { header, ...answer } = await truly(request);
        return {
          ...answer,
          header: random.oneIn(15) ? { ...header, revision: plus(header.revision, -1) } : header,
        };
      },
    }),
  },
  {
    name: 'wrong-deleted',
    describe: 'a delete counts one key too many',
    kills: 'linearizable',
    lies: ({ random }) => ({
      DeleteRange: async (request, truly) => {
        const answer = await truly(request);
        return random.oneIn(5) ? { ...answer, deleted: plus(answer.deleted, 1) } : answer;
      },
    }),
  },
];
