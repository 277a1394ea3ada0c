import type { JournalRecord, RecordOf } from '../journal/record';
import { areFound, good, shown } from './testing/lies';
import { answerTo, find, replace, withKeyValue } from './testing/select';

const finalRead = (member: string): RecordOf<'ok'> => {
  const { client } = find(good, 'client', (record) => record.role === 'final' && record.member === member);
  return find(good, 'ok', ({ op, response }) => op.startsWith(`${client}.`) && 'range' in response);
};

const status = find(good, 'status', ({ member }) => member === 'm2');
const ended = find(good, 'member', ({ state }) => state === 'ended');

const users = find(good, 'auth-state', ({ member }) => member === 'm2');

areFound([
  [
    'auth-agrees',
    'a member without a role that was granted',
    () =>
      replace(good, users, { ...users, content: { ...users.content, users: [{ name: 'ann', roles: [] }] } }),
    /m1 knows user ann with role writer at the end, and m2 knows user ann with nothing/,
  ],
  [
    'no-lost-writes',
    'a key missing at one member',
    () => withKeyValue(good, finalRead('m2'), () => []),
    /had been told that barrier\/m1=barrier 0 at revision \d+, and m2 ended with no barrier\/m1/,
  ],
  [
    'no-lost-writes',
    'a key set back at one member',
    () => withKeyValue(good, finalRead('m3'), (kv) => [{ ...kv, value: 'old', mod: kv.mod - 5 }]),
    /m3 ended with barrier\/m1=old/,
  ],
  [
    'revisions-forward',
    'a member that answers from before',
    () => {
      const answer = answerTo(good, '"range":{"key":"traffic/3"}');
      const { range } = answer.response as Extract<RecordOf<'ok'>['response'], { range: unknown }>;
      return replace(good, answer, {
        ...answer,
        response: { range: { ...range, revision: range.revision - 3 } },
      });
    },
    /client 3 was told of revision \d+ by m3 .* after client \d had been told of revision/,
  ],
  [
    'revisions-forward',
    'a watch that goes back',
    () => {
      const record = shown('half/a');
      return replace(good, record, { ...record, revision: 3 });
    },
    /watch 1 went back from revision/,
  ],
  [
    'members-agree',
    'one member with another value',
    () => withKeyValue(good, finalRead('m2'), (kv) => [{ ...kv, value: 'else' }]),
    /m1 holds barrier\/m1=barrier 0 .* and m2 holds barrier\/m1=else/,
  ],
  [
    'members-agree',
    'one member with another hash',
    () => {
      const hash = find(good, 'hash', ({ member }) => member === 'm3');
      return replace(good, hash, { ...hash, hash: '999' });
    },
    /m1 has hash 12345 and m3 has hash 999/,
  ],
  [
    'membership-as-asked',
    'one member that lists another URL',
    () => {
      const list = find(good, 'member-list', ({ member }) => member === 'm3');
      const members = list.members.map((one) => ({ ...one, peerUrls: ['http://elsewhere:2380'] }));
      return replace(good, list, { ...list, members });
    },
    /m1 lists 1 as a voting member at http:\/\/m1:2380 .* and m3 lists 1 as .* http:\/\/elsewhere:2380/,
  ],
  [
    'versions-reached',
    'a member left behind',
    () => replace(good, status, { ...status, version: '3.5.35' }),
    /m2 ended at version 3.5.35/,
  ],
  [
    'versions-reached',
    'a cluster version not raised',
    () => replace(good, status, { ...status, clusterVersion: '3.5.0' }),
    /cluster version 3.5.0, and 3.6 is wanted/,
  ],
  [
    'versions-reached',
    "an own build's other version",
    () => {
      const [header, ...rest] = good as [RecordOf<'journal'>, ...JournalRecord[]];
      const own = {
        name: 'etcd',
        version: '3.6.16',
        says: 'etcd Version: 3.6.99',
        path: '/e',
        source: 'own',
      } as const;
      return [{ ...header, programs: [{ ...own, sha256: 'a' }] }, ...rest];
    },
    /m1 ended at version 3.6.16, and 3.6.99 is wanted/,
  ],
  [
    'members-stay-up',
    'an end unasked',
    () => replace(good, ended, { ...ended, asked: false, lines: ['panic: tocommit(9) is out of range'] }),
    /m1 \(3.5.35\) ended unasked .* panic: tocommit/,
  ],
  [
    'members-stay-up',
    'a crash when it was asked to end',
    () => replace(good, ended, { ...ended, asked: true, exit: 'code 2', lines: ['panic: closed channel'] }),
    /m1 \(3.5.35\) crashed when it was asked to end .* \(code 2\): panic: closed channel/,
  ],
  [
    'members-stay-up',
    'a member never ready again',
    () =>
      replace(
        good,
        find(
          good,
          'member',
          ({ member, state, version }) => member === 'm3' && state === 'ready' && version === '3.6.16',
        ),
      ),
    /m3 \(3.6.16\) was started .* never answered again/,
  ],
  [
    'members-stay-up',
    'an alarm',
    () => replace(good, status, { ...status, alarms: ['CORRUPT m2'] }),
    /alarm CORRUPT m2/,
  ],
  [
    'upgrade-gap',
    'writes that stop for long',
    () =>
      good.map((record) =>
        't' in record && record.t > ended.t + 100_000 ? { ...record, t: record.t + 9_000_000 } : record,
      ),
    /no writes were answered for 9.5 s in step-1/,
  ],
]);
