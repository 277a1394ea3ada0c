import type { JournalRecord, RecordOf } from '../journal/record';
import { areFound, good } from './testing/lies';
import { find, replace } from './testing/select';

const calls = good.filter((record): record is RecordOf<'api'> => record.type === 'api');
const updates = calls.filter(({ code }) => code === 200);
const [first, second] = updates as [RecordOf<'api'>, RecordOf<'api'>];

/** The API servers answer nothing from the first step on: what cannot be read is not written either. */
const silent = (): JournalRecord[] => {
  const step = good.find(
    (record) => record.type === 'phase' && record.name === 'step-1',
  ) as RecordOf<'phase'>;
  return good.map((record) =>
    record.type === 'api' && record.t > step.t
      ? { ...withoutAnswer(record), t: record.t + 11_000_000, error: 'no answer within 2 s' }
      : record,
  );
};

function withoutAnswer({ t, began, client, node, object }: RecordOf<'api'>): RecordOf<'api'> {
  return { type: 'api', t, began, client, node, verb: 'get', object };
}

/** A test of this claim failed. */
const failing = (claim: string) => (): JournalRecord[] => {
  const held = find(good, 'assertion', (one) => one.claim === claim);
  return replace(good, held, { ...held, ok: false, message: 'Error: expect(received).toBe(expected)' });
};

/** What was seen to run on a node. */
const running = (node: string, names: readonly string[]) => (): JournalRecord[] => {
  const seen = find(good, 'usage', (one) => one.node === node);
  return replace(good, seen, { ...seen, programs: names.map((name) => ({ name, cpu: 1, rss: 1 })) });
};

areFound([
  [
    'alone-on-its-node',
    'a scheduler beside a dedicated member',
    running('m1', ['etcd', 'kube-scheduler']),
    /^node m1, which is to run a member alone, ran etcd, kube-scheduler at \d+\.\d s$/,
  ],
  [
    'alone-on-its-node',
    'no member on its node',
    running('m1', []),
    /^node m1, which is to run a member alone, ran nothing at/,
  ],
  [
    'beside-control-plane',
    'a co-located member without an API server',
    running('m2', ['etcd', 'kube-controller-manager', 'kube-scheduler']),
    /^node m2 did not run kube-apiserver at \d+\.\d s$/,
  ],
  ['objects-are-keys', 'a failed test', failing('K8S-1'), /"K8S-1 holds" failed in from/],
  ['stale-refused', 'a failed test', failing('K8S-2'), /"K8S-2 holds" failed in from/],
  ['no-lock-calls', 'a failed test', failing('K8S-3'), /"K8S-3 holds" failed in from/],
  [
    'leader-hand-over',
    'nobody who leads after a leader was killed',
    () => good.filter(({ type }) => type !== 'component'),
    /^after the kill of the leading kube-scheduler of m1 nobody else was seen to lead$/,
  ],
  [
    'leader-hand-over',
    'a leader that comes late',
    () =>
      good.map((record) => (record.type === 'component' ? { ...record, t: record.t + 26_000_000 } : record)),
    /^after the kill of the leading kube-scheduler of m1 it took 26 s until another one led; the bound is 25 s$/,
  ],
  [
    'leader-hand-over',
    'no elector that leads after one was frozen',
    () => good.filter((record) => record.type !== 'elector' || record.elector !== 'heir'),
    /^after the freeze of the leading elector sleeper nobody else was seen to lead$/,
  ],
  [
    'elector-fencing',
    'a checked write of an elector that woke up late',
    () => {
      const refused = find(good, 'elector', ({ state }) => state === 'refused');
      const heirs = find(good, 'elector', ({ elector, state }) => elector === 'heir' && state === 'works');
      const late: RecordOf<'elector'> = {
        ...{ ...refused, state: 'works' },
        revision: Number(heirs.revision) + 1,
      };
      return good.flatMap((record) => (record === refused ? [refused, late] : [record]));
    },
    /^sleeper wrote at resourceVersion \d+ under token 0 of leases\/default\/led, after heir had under token 1: two acted at once$/,
  ],
  [
    'elector-fencing',
    'a token that two electors have',
    () => {
      const leads = find(good, 'elector', ({ elector, state }) => elector === 'heir' && state === 'leads');
      return replace(good, leads, { ...leads, token: 0 });
    },
    /^sleeper \(since .*\) and heir \(since .*\) both led by leases\/default\/led as the one after 0 changes of hands/,
  ],
  [
    'api-gap',
    'API servers that answer no change any more',
    silent,
    /^no API server answered a change for 1\d\.\d s in step-1 \(from \d+\.\d s on\); the bound is 10 s$/m,
  ],
  [
    'api-no-lost-update',
    'a stale update that took effect',
    () => replace(good, second, { ...second, sent: first.sent as number }),
    /client 21 \(API server of m1\) updated configmaps\/assay\/shared as it was at resourceVersion \d+, and was told that it made \d+, although \d+ came in between: that change is lost/,
  ],
  [
    'api-no-lost-update',
    'two updates at one version',
    () => {
      const refused = calls.find(({ code, sent }) => code === 409 && sent === first.sent) as RecordOf<'api'>;
      return replace(good, refused, { ...refused, code: 200, revision: first.revision as number });
    },
    /client 21 .* and client 22 \(API server of m2\) were both told that their update of configmaps\/assay\/shared made/,
  ],
  [
    'api-no-lost-update',
    'an update that etcd knows nothing of',
    () => replace(good, first, { ...first, revision: 2 }),
    /was told that its update .* made resourceVersion 2, but nothing changed \/registry\/configmaps\/assay\/shared at/,
  ],
]);
