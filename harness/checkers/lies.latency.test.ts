import type { JournalRecord } from '../journal/record';
import { areFound, good } from './testing/lies';
import { find } from './testing/select';

const measured = find(good, 'point', ({ rtt, state }) => rtt === 40 && state === 'measure');
const near = find(good, 'point', ({ rtt, state }) => rtt === 0 && state === 'measure');

/** What a member says once figures have been counted at no distance. */
const last = find(good, 'metrics', ({ t, member }) => t > near.t && member === 'm3');

/** Answers to writes of the far point come so many milliseconds after they were asked for. */
const answeredAfter = (milliseconds: number): JournalRecord[] =>
  good.map((record) => {
    if (record.type !== 'ok' || !/^3[34]\./.test(record.op)) {
      return record;
    }
    const { t } = find(good, 'invoke', ({ op }) => op === record.op);
    return { ...record, t: t + milliseconds * 1000 };
  });

areFound([
  [
    'near-is-stable',
    'a leader that changes of itself',
    () => good.map((record) => (record === last ? { ...last, leader: '2', term: 3 } : record)),
    /^at 0 ms the leader changed 1 time of itself$/,
  ],
  [
    'elections-in-time',
    'nobody elected after leaders were lost',
    () => good.filter((record) => record.type !== 'raft' || record.event !== 'leads'),
    /^at 40 ms, after the kill of a leader the next one was never elected, and not within 2080 ms$/,
  ],
  [
    'distance-costs',
    'writes that are faster than their quorum',
    () => answeredAfter(20),
    /at 40 ms half of the writes of one zone took at most 20\.\d ms, less than the round trip to a second member/,
  ],
  [
    'distance-costs',
    'writes through a follower that take one round trip',
    () => answeredAfter(41),
    /at 40 ms half of the writes of every zone took at most 41\.\d ms, less than a round trip to the leader and one more/,
  ],
  [
    'distance-costs',
    'serializable reads that leave their zone',
    () => {
      const reads = find(good, 'paced', ({ t, zone }) => t < measured.t && zone === 'a' && t > near.t);
      return good.map((record) => (record === reads ? { ...reads, work: 'serializable' as const } : record));
    },
    /at 40 ms half of the serializable reads from zone a took a round trip and more/,
  ],
  [
    'keys-in-parallel',
    'clients that lose on keys of their own',
    () => {
      const lost = good.filter((record) => record.type === 'ok' && /^4[34]\./.test(record.op));
      return good.map((record) =>
        lost.includes(record) && record.type === 'ok' && 'txn' in record.response
          ? { ...record, response: { txn: { ...record.response.txn, succeeded: false, responses: [] } } }
          : record,
      );
    },
    /of 2 clients' writes 0 % went through on 1000 keys, and 50 % on one/,
  ],
]);
