import { describe, expect, test } from '@jest/globals';
import type { JournalRecord, RecordOf } from '../journal/record';
import type { CriterionId } from '../result/criterion-id';
import { judgeRecords } from './testing/judge-records';
import { goodRun } from './testing/good-run';
import { JournalBuilder } from './testing/journal-builder';
import { find, replace } from './testing/select';

const good = goodRun();
const status = find(good, 'status', ({ member }) => member === 'm2');

type Records = readonly JournalRecord[];

/** A recorder's response that holds an event on this key. */
const shown = (key: string): RecordOf<'watched'> =>
  find(good, 'watched', (one) => one.watch === 1 && JSON.stringify(one.events).includes(`"key":"${key}"`));

/** The journal with nothing of a kind between the beginning and the end of the first fault. */
function withoutDuringFault(which: (record: JournalRecord) => boolean): JournalRecord[] {
  const [inject, heal] = (['inject', 'heal'] as const).map((state) =>
    good.indexOf(find(good, 'fault', (one) => one.fault === 1 && one.state === state)),
  ) as [number, number];
  return good.filter((record, i) => i < inject || i > heal || !which(record));
}

/** What `--strict` tried before the run stands in the header. */
const withIssue = (verdict: 'pass' | 'fail' | 'inconclusive', words: string): JournalRecord[] => {
  const [header, ...rest] = good as [RecordOf<'journal'>, ...JournalRecord[]];
  const tried = [{ version: '3.6.16', verdict, words, journal: 'known-issues/18667-3.6.16/journal.jsonl' }];
  const issue = {
    id: '18667',
    issue: 'https://x',
    title: 'members differ',
    versions: ['3.6.16'],
    command: 'c',
  };
  return [{ ...header, knownIssues: [{ ...issue, tried }] }, ...rest];
};

test('a known issue that shows fails by its own finding, and one that does not passes', () => {
  const shows = judgeRecords(withIssue('fail', 'm1 and m2 differ'));
  expect(shows.verdict).toBe('fail');
  expect(shows.findings).toMatchObject([
    {
      checker: 'known-issues',
      message: expect.stringMatching(/^issue 18667 shows on 3\.6\.16: m1 and m2 differ/),
    },
  ]);
  expect(judgeRecords(withIssue('pass', 'nothing')).verdict).toBe('pass');
});

describe('a sweep that takes leaders away, and took none', () => {
  const criterion = (told: { readonly leaderless?: true }) => {
    const { t } = good.at(-1) as RecordOf<'end'>;
    const at = { type: 'point', t, point: 0, rtt: 1600, jitter: 0, losing: true } as const;
    const [header, ...rest] = good as [RecordOf<'journal'>, ...JournalRecord[]];
    const records = rest.filter(({ type }) => type !== 'fault');
    records.splice(-1, 0, { ...at, state: 'set' }, { ...at, ...told, state: 'end' });
    return judgeRecords([header, ...records]).criteria.find(({ id }) => id === 'faults-proven');
  };

  test('is done where no leader settled', () => {
    expect(criterion({ leaderless: true })).toMatchObject({ verdict: 'pass' });
  });

  test('proves nothing where one did', () => {
    expect(criterion({})).toMatchObject({ verdict: 'inconclusive', evidence: 'no fault was injected' });
  });
});

type Silence = readonly [CriterionId, string, () => Records, RegExp];

const silences: Silence[] = [
  ...(['objects-are-keys', 'stale-refused', 'no-lock-calls'] as const).map((id, index): Silence => [
    id,
    'no test of it',
    () => good.filter((record) => record.type !== 'assertion' || record.claim !== `K8S-${index + 1}`),
    /no test of K8S-\d was recorded/,
  ]),
  [
    'alone-on-its-node',
    'no node of a member alone',
    () => good.filter((record) => record.type !== 'node' || record.node !== 'm1'),
    /no node is to run a member alone/,
  ],
  [
    'beside-control-plane',
    'no look at any node',
    () => good.filter(({ type }) => type !== 'usage'),
    /nobody looked what ran on any node/,
  ],
  [
    'leader-hand-over',
    'no leader that was lost',
    () =>
      good.filter(
        (record) =>
          (record.type !== 'fault' || record.name !== 'kill-leading') &&
          (record.type !== 'elector' || record.state !== 'ended'),
      ),
    /no leader was lost for sure/,
  ],
  [
    'elector-fencing',
    'no elector',
    () => good.filter(({ type }) => type !== 'elector'),
    /no elector led and wrote/,
  ],
  [
    'elector-fencing',
    'an elector that did not go on when it woke up',
    () => good.filter((record) => record.type !== 'elector' || record.state !== 'refused'),
    /no elector slept until another one led, and went on/,
  ],
  [
    'api-gap',
    'no call of the API',
    () => good.filter(({ type }) => type !== 'api'),
    /no change through an API server was answered/,
  ],
  [
    'api-no-lost-update',
    'clients that never met',
    () => good.filter((record) => record.type !== 'api' || record.code !== 409),
    /no two clients met at an object/,
  ],
  ['load-enough', 'no phases', () => good.filter(({ type }) => type !== 'phase'), /no phase of traffic/],
  [
    'faults-proven',
    'a fault without proof',
    () => {
      const proven = find(good, 'fault', ({ state }) => state === 'proven');
      return replace(good, proven, { ...proven, state: 'unproven', proof: 'still runs' });
    },
    /^4 of 5 faults proven, and all have to be; not fault 1 \(freeze m2\): still runs/,
  ],
  [
    'load-enough',
    'a kind of work left out',
    () =>
      good.filter(
        (record) => !(record.type === 'ok' && 'keepalive' in record.response && record.op.startsWith('2.')),
      ),
    /keepalive through m2 in from/,
  ],
  [
    'load-enough',
    'no puts during a fault',
    () => withoutDuringFault((record) => record.type === 'ok' && 'put' in record.response),
    /put during fault 1 \(freeze m2, .*\): 0, and 1 is the least/,
  ],
  [
    'load-enough',
    'a kind of work left out during a fault',
    () => withoutDuringFault((record) => record.type === 'ok' && 'keepalive' in record.response),
    /keepalive during fault 1 .*: 0, and 1 is the least/,
  ],
  [
    'load-enough',
    'no events during a fault',
    () => withoutDuringFault(({ type }) => type === 'watched'),
    /watch events during fault 1 .*: 0, and 10 is the least/,
  ],
  [
    'load-enough',
    'a member through which a phase shows no events',
    () => {
      const recorder = find(good, 'client', ({ role, member }) => role === 'recorder' && member === 'm3');
      const watch = find(good, 'watch', ({ client }) => client === recorder.client);
      const to = find(good, 'phase', ({ name }) => name === 'to');
      return good.filter(
        (record) => !(record.type === 'watched' && record.watch === watch.watch && record.t > to.t),
      );
    },
    /watch events through m3 in to: 0, and 10 is the least/,
  ],
  [
    'harness-lag',
    'a harness that hung',
    () => {
      const sample = find(good, 'sample', ({ name }) => name === 'event-loop-lag');
      return replace(good, sample, { ...sample, value: 900 });
    },
    /^the harness lagged 900 ms, more than the 250 ms allowed \(longest of 1 sample\)$/,
  ],
  ['journal-whole', 'no end', () => good.slice(0, -1), /no end record/],
  [
    'journal-whole',
    'an interrupted run',
    () => replace(good, find(good, 'end'), { ...find(good, 'end'), reason: 'interrupted' }),
    /^the run was interrupted$/,
  ],
  [
    'journal-whole',
    'an answer to nothing',
    () => [...good.slice(0, -1), { type: 'fail', t: 1, op: '1.99999', error: 'x' }, ...good.slice(-1)],
    /never invoked/,
  ],
  [
    'no-lost-writes',
    'no final content',
    () => good.filter((record) => !('op' in record && record.op.startsWith('902.'))),
    /no complete final content of: m3/,
  ],
  [
    'linearizable',
    'recorders that stopped early',
    () =>
      good.filter(
        (record) => !(record.type === 'watched' && record.watch <= 3 && record.t > shown('unknown/a').t - 1),
      ),
    /no recorder went through them/,
  ],
  [
    'cas-guards',
    'no test of it',
    () => good.filter((record) => !(record.type === 'assertion' && record.claim === 'CAS-3')),
    /no test of CAS-3/,
  ],
  [
    'cas-range-guards',
    'no test of it',
    () => good.filter((record) => !(record.type === 'assertion' && record.claim === 'CAS-2')),
    /no test of CAS-2/,
  ],
  [
    'durable',
    'nobody killed',
    () => good.filter((record) => !(record.type === 'fault' && record.name === 'kill')),
    /no member was seen to be killed/,
  ],
  [
    'lock-kinds-alike',
    'no such lock',
    () => good.filter((record) => !(record.type === 'lock' && record.lock === 'o')),
    /no lock held was recorded/,
  ],
  [
    'versions-reached',
    'a run that never got to its last step',
    () => good.filter((record) => !(record.type === 'phase' && record.name === 'to')),
    /ended before every member had been taken to the wanted version/,
  ],
  [
    'known-issues',
    'a scenario whose trigger did not fire',
    () => withIssue('inconclusive', 'the trigger never fired'),
    /^issue 18667 on 3\.6\.16: the trigger never fired$/,
  ],
  [
    'auth-agrees',
    'no changes of users',
    () => good.filter(({ type }) => type !== 'auth' && type !== 'auth-state'),
    /no change of users or roles/,
  ],
  [
    'auth-agrees',
    'a phase without any change',
    () => {
      const to = find(good, 'phase', ({ name }) => name === 'to');
      return good.filter((record) => !(record.type === 'auth' && record.t > to.t));
    },
    /no change of users or roles was answered in to$/,
  ],
  [
    'auth-agrees',
    'a member that is silent',
    () => good.filter((record) => !(record.type === 'auth-state' && record.member === 'm2')),
    /not told at the end by: m2/,
  ],
  ['versions-reached', 'a member that is silent', () => replace(good, status), /no status of m2/],
  [
    'members-agree',
    'revisions that differ',
    () =>
      good.filter((record) => !(record.type === 'hash') && !('op' in record && record.op.startsWith('902.'))),
    /could not be compared: m3/,
  ],
  [
    'upgrade-gap',
    'no steps',
    () => good.filter((record) => !(record.type === 'phase' && record.name.startsWith('step'))),
    /no upgrade step/,
  ],
];

describe('without evidence nothing passes', () => {
  test.each(silences)('%s: %s', (criterion, _what, silence, words) => {
    const { criteria, verdict } = judgeRecords(silence());
    const judged = criteria.find(({ id }) => id === criterion);
    expect(judged).toMatchObject({ verdict: 'inconclusive' });
    expect(judged?.evidence).toMatch(words);
    expect(verdict).not.toBe('pass');
  });

  test('findings beyond the first are counted, not listed', () => {
    const run = new JournalBuilder().client(1);
    run.recorder(9);
    for (let i = 0; i < 60; i += 1) {
      run.put(1, 'k', `v${i}`);
      run.read(1, 'k');
    }
    const lying = run
      .end()
      .map((record) =>
        record.type === 'ok' && 'range' in record.response
          ? { ...record, response: { range: { ...record.response.range, count: 7 } } }
          : record,
      );
    const { criteria, findings } = judgeRecords(lying);
    expect(criteria.find(({ id }) => id === 'linearizable')).toMatchObject({ measured: 60 });
    expect(findings.filter(({ checker }) => checker === 'linearizable')).toHaveLength(26);
    expect(findings.some(({ message }) => message.includes('35 more'))).toBe(true);
  });
});
